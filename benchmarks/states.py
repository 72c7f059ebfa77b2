"""Whether a question is answered whatever is awaited: each put in every state of a conversation.

python -m benchmarks.states FILE [--each]

FILE holds labelled questions as `mujib knowledge eval` takes them. Those that expect an answer, and get one out of the blue,
are asked where a complaint, a suggestion, a form's answer, a rating or its comment is awaited. `--each` names those that got
another reply than their answer.
"""

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from handlers.hearing import words
from tests.dialogues import script
from tests.dialogues import test_dialogues as dialogues
from tests.dialogues.drivers import PureDriver
from tests.dialogues.houses import house_of

_COMPLAINT: Final = "member: عندي تسريب مويه في شقتي من السقف"
_FORM: Final = ("member: ابي اقدم طلب دعم", "member: فاطمة محمد علي القرني", "member: تخطي", "member: 0551234567")
_NEED: Final = "member: احتاج مساعده في ترميم البيت السقف يخر"
_RESOLVED: Final = (_COMPLAINT, "officer: (takes {1})", "officer: (resolves {1})", "+1h")
STATES: Final[Mapping[str, Sequence[str]]] = {
    "out of the blue": (),
    "behind another answer": ("member: متى الدوام",),
    "a complaint just opened": (_COMPLAINT,),
    "a complaint of yesterday": (_COMPLAINT, "+1d"),
    "a complaint awaited": ("member: عندي شكوى",),
    "a suggestion awaited": ("member: عندي اقتراح",),
    "an officer called": ("member: ابغى اكلم موظف",),
    "a form: the name": _FORM[:1],
    "a form: the number": _FORM[:3],
    "a form: the need": _FORM,
    "a form: the review": (*_FORM, _NEED),
    "a form: the signature": (*_FORM, _NEED, "member: صحيحة"),
    "a form put aside": (*_FORM[:2], "member: لاحقاً"),
    "a rating awaited": _RESOLVED,
    "its comment awaited": (*_RESOLVED, "member: 2"),
}
"""What came before the question, by what is awaited then."""
_HEAD: Final = {"knowledge": "packaged", "rating": "1h"}
_CITING: Final = ("المرجع", "Reference")
_TOLD: Final = 40
"""Letters by which an answer is known again."""


async def replied(before: Sequence[str], question: str) -> str:
    """Give what is said to a question behind these lines of a transcript."""
    play = dialogues.Play(PureDriver(house_of(_HEAD), dialogues.begins(script.Script("states", (), _HEAD))), "rich")
    for line in (*before, f"member: {question}"):
        (said,) = script.lines(line, 1, "states")
        play.waiting.clear()
        await play.line(said)
    return "\n\n".join(reply.text for reply in play.waiting)


def answer(reply: str) -> str:
    """Give the beginning of the answer in a reply, without the greeting before it; empty where it cites nothing."""
    parts = [part for part in reply.split("\n\n") if len(part) > _TOLD and not part.startswith(_CITING)]
    told = parts[0] if parts and any(mark in reply for mark in _CITING) else ""
    greeted = told.split(". ", 1)
    return (greeted[1] if len(greeted) > 1 and len(greeted[0]) < _TOLD // 2 else told)[:_TOLD]


async def measure(questions: Sequence[str], *, each: bool) -> None:
    """Print, for every state, how many are answered as out of the blue."""
    alone = {question: answer(await replied((), question)) for question in questions}
    known = {question: told for question, told in alone.items() if told}
    if not known:
        raise SystemExit("none of these questions has an answer out of the blue")
    asking = {question for question in known if words.asks(question)}
    print(f"{len(known)} of {len(questions)} are answered out of the blue, {len(asking)} of these ask by word or mark")
    most = len(asking) or 1
    for name, before in STATES.items():
        other = [question for question, told in known.items() if told not in await replied(before, question)]
        kept, plainly = len(known) - len(other), len(asking) - len(asking.intersection(other))
        print(f"{name:26} {kept:5} {kept / len(known):6.1%}   of who asks plainly {plainly:5} {plainly / most:6.1%}")
        for question in other if each else ():
            print(f"    {question}")


def main() -> None:
    """Read the file and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    asyncio.run(measure([line["text"] for line in lines if line.get("expect", "answer") == "answer"], each=asked.each))


if __name__ == "__main__":
    main()
