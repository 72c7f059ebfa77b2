"""Plays every transcript of this folder, as README.md says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from domain import reference
from domain.accountports import Presence
from domain.choice import numbers
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    Inbound,
    LanguageChosen,
    MemberOptedOut,
    MemberReturned,
    TextReceived,
)
from domain.model import Author, Language, OfficerId, Option, Reply, TicketRef
from domain.officeracts import OfficerReplied
from handlers import texts
from storage.store import Store
from tests.databases import DATABASES, SetClock
from tests.dialogues import acts, script
from tests.dialogues.drivers import Driver, EngineDriver, PureDriver
from tests.dialogues.houses import house_of
from tests.dialogues.script import Said, Script

_TRAINED = [pytest.mark.xdist_group(f"packaged-{half}") for half in (1, 2)]
"""Of those with the packaged knowledge: each transcript stays in one of two processes, so that it is decided on once."""
_TRAINING = 600
"""Seconds for whichever comes first: it trains, beside other work, or waits until the other has."""
SCRIPTS = [script.read(path) for path in sorted(Path(__file__).parent.glob("*.txt"))]
NO_TICKET = TicketRef("")
_SPEAKER = re.compile(r"\(as (\d)\) (.*)")
_PRESENCE = re.compile(r"\((\d) is (available|away|absent)(?:, (\d) covers)?\)")
_BY_WORD = ("act:menu", "act:officer", "clause", "unhelped")
BY_WORD = [lines[f"option.{name}"] for lines in texts.BY_LANGUAGE.values() for name in _BY_WORD]
"""Labels of what is left out in few words, where writing them leads."""
_LIVING = frozenset({"officer", "waits", "alert"})
"""Whose lines have more than a member's words stored."""
_REFERENCE = re.compile(r"T\d+-\d")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_COMINGS: dict[str, Inbound] = {"blocks": MemberOptedOut(blocked=True), "returns": MemberReturned()}
MEDIA = {"photo": AttachmentKind.IMAGE, "file": AttachmentKind.DOCUMENT, **{kind.value: kind for kind in AttachmentKind}}


@dataclass
class Play:
    """One transcript being played."""

    driver: Driver
    profile: str
    offered: tuple[Option, ...] = ()
    shown: dict[str, str] = field(default_factory=dict)
    """The id of each label that was ever offered."""
    waiting: list[Reply] = field(default_factory=list)
    ticket: TicketRef = NO_TICKET
    """The one on which an officer acted last."""

    async def line(self, said: Said) -> None:
        """Play one line."""
        words = await self._with_refs(said.words)
        if said.who == "bot":
            self._heard(words, Author.BOT)
        elif said.who == "desk":
            ref, _, rest = words.partition(" ")
            card = await self.driver.card(TicketRef(ref.replace("-", "")))
            assert [part for part in script.fragments(rest) if part not in card] == [], card
        elif said.who == "alert":
            officer, _, wanted = words.partition(" ")
            alerts = await self.driver.alerts(OfficerId(int(officer)))
            assert wanted.replace("-", "") in alerts, alerts
        else:
            assert not self.waiting, f"nobody awaited: {self.waiting[0].text}"
            await self._do(said.who, words)

    async def _do(self, who: str, words: str) -> None:
        if who == "waits":
            self._came(await self.driver.wait(script.length(words)))
            return
        if found := _PRESENCE.fullmatch(words):
            cover = OfficerId(int(found[3])) if found[3] else None
            await self.driver.presence(OfficerId(int(found[1])), Presence(found[2]), cover)
            return
        inbound = self._inbound(who, words)
        self._came(await self.driver.happen(inbound))
        if isinstance(inbound, OfficerReplied):
            self._heard(inbound.text, Author.OFFICER)

    def _inbound(self, who: str, words: str) -> Inbound:
        match who:
            case "member":
                return TextReceived(words)
            case "press":
                return self._pressed(words)
            case "officer":
                return self._official(words)
            case _:
                return _sent(words)

    def _official(self, words: str) -> Inbound:
        if found := acts.read(words):
            self.ticket, inbound = found
            return inbound
        spoken = _SPEAKER.fullmatch(words)
        who, said = (OfficerId(int(spoken[1])), spoken[2]) if spoken else (acts.SALIM, words)
        return OfficerReplied(self.ticket, who, said)

    def _pressed(self, label: str) -> Inbound:
        shown = {name for option in self.offered for name in _names(option)}
        if self.profile == "brief" and label in BY_WORD and label not in shown:
            return TextReceived(label)
        for option, number in zip(self.offered, numbers(self.offered), strict=True):
            if label in _names(option) and self.profile in {"poor", "brief"}:
                return TextReceived(str(number))
        assert label in self.shown, f"[{label}] was never offered"
        return ChoiceMade(self.shown[label])

    def _came(self, replies: Sequence[Reply]) -> None:
        self.waiting += replies
        for reply in replies:
            self.offered = reply.options or self.offered
            self.shown |= {label: option.id for option in reply.options for label in _names(option)}

    def _heard(self, words: str, author: Author) -> None:
        if words == "(silent)":
            assert not self.waiting, f"said: {self.waiting[0].text}"
            return
        assert self.waiting, "nothing was said"
        reply = self.waiting.pop(0)
        assert reply.author is author
        fragments = script.fragments(words) if author is Author.BOT else [words]
        for part in fragments if self.profile != "brief" or author is not Author.BOT else _numbers(fragments):
            assert (part[1:] not in reply.text) if part.startswith("!") else (part in reply.text), f"«{part}» in: {reply.text}"
        offered = [label for option in reply.options for label in _names(option)]
        if self.profile == "brief":
            offered += BY_WORD
        assert [label for label in script.labels(words) if label not in offered] == [], f"offered: {offered}"

    async def _with_refs(self, words: str) -> str:
        if "{" not in words:
            return words
        refs = await self.driver.refs()
        return re.sub(r"\{(\d)([xa]?)\}", lambda found: _written(refs[int(found[1]) - 1], found[2]), words)


def _names(option: Option) -> set[str]:
    """Give the labels of an option: as it stands, and as it stands where length does not count."""
    keys = (f"option.{option.id}", option.id.replace("edit:", "field."))
    label = option.label
    for lines in texts.BY_LANGUAGE.values():  # the way to the rest of one of several answers stands in place of its clause's
        whole, its_clause = (lines[f"option.{name}"].removesuffix("{number}") for name in ("whole_of", "clause_of"))
        label = label.replace(whole, its_clause)
    return {option.label, label, *(lines[key] for lines in texts.BY_LANGUAGE.values() for key in keys if key in lines)}


def _numbers(fragments: Sequence[str]) -> list[str]:
    """Give what must be told however briefly: the tickets' numbers."""
    return [found for part in fragments if not part.startswith("!") for found in _REFERENCE.findall(part)]


def _written(ref: TicketRef, how: str) -> str:
    written = reference.written(ref)
    match how:
        case "x":
            return written[:-1] + str((int(written[-1]) + 1) % 10)
        case "a":
            return written.translate(ARABIC_DIGITS)
        case _:
            return written


def _sent(words: str) -> Inbound:
    kind, _, rest = words.partition(" ")
    if kind == "opens":
        return ConversationStarted(language=Language(rest))
    if kind in _COMINGS:
        return _COMINGS[kind]
    if kind == "page":
        return LanguageChosen(Language(rest))
    kind, _, caption = words.partition(": ")
    return AttachmentReceived(MEDIA[kind], f"{kind}.bin", caption=caption)


async def play(one: Script, driver: Driver, profile: str) -> None:
    """Play a transcript to its end; a failure names its line."""
    playing = Play(driver, profile)
    for said in one.lines:
        try:
            await playing.line(said)
        except AssertionError as error:
            raise AssertionError(f"{one.name}.txt:{said.number}: {error}") from error
    assert not playing.waiting, f"{one.name}.txt: nobody awaited: {playing.waiting[0].text}"


def begins(one: Script) -> datetime:
    """Give the time at which a transcript begins."""
    return datetime.fromisoformat(one.header.get("at", "2026-11-22 12:00") + "+03:00").astimezone(UTC)


def _cases(one: Script, *profiles: str) -> list[ParameterSet]:
    """Give a transcript's cases."""
    half = _TRAINED[SCRIPTS.index(one) % 2]
    marks = [] if one.header["knowledge"] == "small" else [half, pytest.mark.timeout(_TRAINING)]
    if not profiles:
        return [pytest.param(one, id=one.name, marks=marks)]
    return [pytest.param(one, profile, id=f"{one.name}-{profile}", marks=marks) for profile in profiles]


def _stored(one: Script) -> list[ParameterSet]:
    """Give a transcript with its databases: both where officers act or time passes, else one, in turn."""
    lives = any(said.who in _LIVING for said in one.lines)
    chosen = DATABASES if lives else DATABASES[SCRIPTS.index(one) // 2 % 2 :][:1]
    return [
        pytest.param(*case.values, name, id=f"{name}-{one.name}", marks=case.marks) for case in _cases(one) for name in chosen
    ]


@pytest.mark.parametrize(("one", "profile"), [case for one in SCRIPTS for case in _cases(one, *one.profiles)])
async def test_dialogue(one: Script, profile: str) -> None:
    """The state machine speaks as the transcript says, whether options are pressed or their numbers typed."""
    await play(one, PureDriver(house_of(one.header), begins(one)), profile)


@pytest.mark.parametrize("one", [case for one in SCRIPTS if "poor" in one.profiles for case in _cases(one)])
async def test_dialogue_in_few_words(one: Script) -> None:
    """Where length is paid the same happens in fewer words: the same steps, options, tickets and numbers."""
    house = replace(house_of(one.header), brief=lambda _: True)
    await play(one, PureDriver(house, begins(one)), "brief")


@pytest.mark.parametrize(("one", "url"), [case for one in SCRIPTS for case in _stored(one)], indirect=["url"])
async def test_dialogue_through_the_engine(one: Script, store: Store, clock: SetClock) -> None:
    """The engine speaks the same on either database, where all that happens goes through it."""
    clock.at = begins(one)
    await play(one, EngineDriver(house_of(one.header), store, clock), "rich")


def test_there_are_dialogues_enough() -> None:
    """At least twenty-five conversations stand here."""
    assert len(SCRIPTS) >= 25


@_TRAINED[0]
def test_what_is_decided_on_stays_in_one_process(request: pytest.FixtureRequest, worker_id: str) -> None:
    """Groups of tests hold: pytest-xdist 3.8 does not tell that it finds none under pytest 9.2."""
    assert worker_id == "master" or request.node.nodeid.endswith("@packaged-1")
