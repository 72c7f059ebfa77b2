"""What a member pays to read: SMS segments of every answer, and of all that is said in the dialogues, in full and briefly.

python -m benchmarks.sms [--each]

Answers are those of the packaged knowledge with the configuration's values, references and options, as SMS shows them; the
standing texts are what Mujib says in `tests/dialogues`, played once as on any channel and once where length counts.
`--each` names the answers that take more than two segments, and prints the standing texts that do.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from bot import association
from bot.config import Settings
from bot.knowledge import brevity
from domain.inbound import Inbound
from domain.model import Author, Language, Reply
from domain.states import AwaitingComment, AwaitingRating, Clarifying, ConfirmingForm, FillingForm, SigningForm
from domain.ticketeffects import OpenTicket
from faq import library
from faq.entries import Kind
from tests.dialogues import test_dialogues as dialogues
from tests.dialogues.drivers import PureDriver
from tests.dialogues.houses import house_of
from tests.dialogues.script import Said

AIM: Final = 2
"""Segments that a text may take."""
_KINDS: Final = (
    (FillingForm, "form: questions"),
    ((ConfirmingForm, SigningForm), "form: review and signature"),
    (Clarifying, "clarification"),
    ((AwaitingRating, AwaitingComment), "rating"),
)


@dataclass(frozen=True)
class Sent:
    """A text that goes out."""

    kind: str
    language: Language
    segments: int
    text: str


class Listening(PureDriver):
    """Plays a dialogue and keeps what the bot says."""

    found: list[Sent]

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Take a step."""
        said = await super().happen(inbound)
        opened = any(isinstance(effect, OpenTicket) for effect in self.talk.effects)
        state = self.talk.state
        kind = next((kind for states, kind in _KINDS if isinstance(state, states)), "menu, status, courtesy, news")
        for reply in said:
            answers = any(option.id.startswith("clause:") for option in reply.options)
            if reply.author is Author.BOT and not answers:
                self.found.append(_sent("ticket opened" if opened else kind, reply))
        return said


class Playing(dialogues.Play):
    """Plays without judging."""

    async def line(self, said: Said) -> None:
        """Play a line; what the bot says is not compared."""
        if said.who not in {"bot", "desk", "alert"}:
            self.waiting.clear()
            await super().line(said)


def answers(*, brief: bool) -> Iterator[Sent]:
    """Give every answer in both languages."""
    known = library.load(library.PACKAGED)
    lengths = brevity.lengths(Settings(), known)
    for entry in known.entries.values():
        if entry.kind in {Kind.ANSWER, Kind.SILENT}:
            for language in Language:
                reply = lengths.reply(entry, language, brief=brief)
                kind = "answers" if entry.kind is Kind.ANSWER else "no answer, passed on"
                yield replace(_sent(kind, reply), text=f"{entry.id}: {reply.text} {[one.label for one in reply.options]}")


async def standing(*, brief: bool) -> Sequence[Sent]:
    """Give all that the bot says in the dialogues, which are played to their end whatever it says."""
    found: list[Sent] = []
    facts = association.facts(Settings())
    for script in dialogues.SCRIPTS:
        if script.header.get("knowledge") == "small" and "poor" in script.profiles:
            house = replace(house_of(script.header), facts=facts, brief=lambda _: brief)
            driver = Listening(house, dialogues.begins(script))
            driver.found = found
            playing = Playing(driver, "brief" if brief else "poor")
            for said in script.lines:
                await playing.line(said)
    return found


def table(before: Sequence[Sent], after: Sequence[Sent]) -> str:
    """Write median, 95th of a hundred, and the share within the aim, before and after."""
    lines = ["| | texts | median | 95th | within two |", "|---|---|---|---|---|"]
    sides = [_grouped(before), _grouped(after)]
    for group in sorted(sides[0], key=str):
        counts = [sorted(side[group]) for side in sides]
        cells = [" to ".join(_figure(count) for count in counts) for _figure in (_median, _high, _share)]
        lines.append(f"| {group[0]}, {group[1]} | {len(counts[1])} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _grouped(sent: Sequence[Sent]) -> Mapping[tuple[str, Language], list[int]]:
    groups = defaultdict[tuple[str, Language], list[int]](list)
    for one in sent:
        groups[one.kind, one.language].append(one.segments)
    return groups


def _median(counts: Sequence[int]) -> str:
    return f"{median(counts):g}"


def _high(counts: Sequence[int]) -> str:
    return str(counts[min(len(counts) - 1, len(counts) * 95 // 100)])


def _share(counts: Sequence[int]) -> str:
    return f"{100 * sum(count <= AIM for count in counts) / len(counts):.0f} %"


def _sent(kind: str, reply: Reply) -> Sent:
    return Sent(kind, reply.language, brevity.counted(reply), reply.text)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true")
    each = parser.parse_args().each
    sides = [[*answers(brief=brief), *asyncio.run(standing(brief=brief))] for brief in (False, True)]
    print(table(*sides))
    if each:
        long = {one.text: one for one in sides[1] if one.segments > AIM}
        for one in sorted(long.values(), key=lambda one: (one.kind, one.language, -one.segments)):
            print(f"{one.segments} {one.kind} {one.text!r}")


if __name__ == "__main__":
    main()
