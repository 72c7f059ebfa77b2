"""Texts that keep a careless pattern busy for minutes or hours, with every other member waiting: they are read to their end."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot import turn
from domain import codec, reference
from domain.inbound import AttachmentKind, TextReceived
from domain.model import Stage, Ticket, TicketKind
from domain.states import AwaitingComment, Choosing, Idle, Wish
from domain.ticketeffects import AddNote
from faq import framing, normalise, sentence
from faq.decision import Asked, Clarify, Thread
from faq.experts import encoder
from faq.experts.kernels import Vector
from handlers.hearing import service
from tests.handlers.house import FIRST, HOUSE, NOON, SECOND, Talk, context

HOSTILE = (
    "مرحبا ابغى " + "," * 4000 + " شي",
    "كم الرسوم " + "." * 4000 + " طيب",
    "مرحبا ابغى اعرف " * 8 + "، " * 2000,
    "@" * 4000,
    "a@" * 2000,
    "ت" + "\n" * 4000 + "!",
    "-" * 4000,
)
FOUND_NOTHING: tuple[Callable[[str], object], ...] = (
    sentence.questions_amid,
    reference.find,
    service.gives_address,
    lambda text: [one for one in framing.at_length(text) if "@" in one],
    lambda text: "@" in normalise.key(text),
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("look", FOUND_NOTHING, ids=range(len(FOUND_NOTHING)))
def test_a_hostile_text_is_read_to_its_end(look: Callable[[str], object], text: str) -> None:
    """No pattern looks at a stretch of it more than once for each place, and none finds anything there."""
    assert not look(text)


STORY = (
    "معكم أبو فهد من حي الفيصلية، أنا عضو في الجمعية من سنتين وسددت كل الرسوم وقدمت على طلب دعم قبل شهرين "
    "وإلى الآن ما جاني رد، واتصلت على المكتب أكثر من مرة ومحد يرد، وجيت بنفسي ولقيته مقفل. ابغى اعرف متى يطلع الرد "
    "وكم الرسوم اللي باقي علي وهل اقدر اسجل ولدي معي ولا لازم يكون له عضوية لحاله؟ وبعدين عندي مشكلة ثانية، "
    "السقف يسرب موية من المطر اللي فات والجيران يشتكون. "
)


@pytest.mark.parametrize("times", [1, 4, 12])
def test_a_long_story_is_decided_on_a_few_times(times: int) -> None:
    """Each decision asks the models for many rankings: parted at each «and» and comma, one story took seconds."""
    decided = Counter[str]()

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        decided[text] += 1
        return (Asked(text, Clarify(())),)

    turn.take(Idle(), TextReceived(STORY * times), context(house=replace(HOUSE, decide=decide)))
    assert len(decided) < 32


class Counting:
    """An encoder that keeps what it was asked."""

    version = "counting"

    def __init__(self) -> None:
        """Begin with nothing."""
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give nothing for a text."""
        self.asked += texts
        return np.zeros((len(texts), 2), np.float32)


def test_what_begins_alike_is_encoded_once() -> None:
    """The encoder looks at a text's beginning only."""
    counting = Counting()
    remembering = encoder.Remembering(counting)
    for more in range(5):
        remembering(["م" * (encoder.LONGEST + more)])
    assert len(counting.asked) == 1


def test_a_row_of_blanks_is_looked_at_once() -> None:
    """Of two hundred thousand each began to look for its end: ten minutes."""
    assert framing.first_asked("م" + "\n" * 200_000 + "م").endswith("م")


LONG = "كلمة " * 700


def test_a_comment_does_not_grow_without_end() -> None:
    """A thousand long messages behind a rating were one state of megabytes, written and remembered a thousand times."""
    resolved = Ticket(FIRST, TicketKind.COMPLAINT, Stage.RESOLVED, "شكوى", NOON, NOON)
    talk = Talk(context(resolved), AwaitingComment(FIRST, 4))
    for number in range(20):
        talk.say(f"{number} {LONG}")
    assert len(codec.dump_state(talk.where())) < 12_000


def test_what_is_sent_while_a_ticket_is_asked_for_does_not_grow_without_end() -> None:
    """And nothing of it is lost: what is too much goes to the first ticket offered, where a person reads it."""
    mine = [Ticket(ref, TicketKind.COMPLAINT, Stage.RECEIVED, "شكوى", NOON, NOON) for ref in (FIRST, SECOND)]
    talk = Talk(context(*mine), Choosing(Wish.ADD, (FIRST, SECOND), "كلام", None))
    read = list[str]()
    for number in range(20):
        talk.attach(AttachmentKind.IMAGE, f"{number}# {LONG}", f"{number}.jpg")
        read += [note.text for note in talk.done(AddNote) if note.ticket == FIRST]
    assert isinstance(talk.where(), Choosing)
    assert len(codec.dump_state(talk.where())) < 24_000
    whole = " ".join((*read, codec.dump_state(talk.where())))
    assert all(f"{number}# " in whole for number in range(20))
