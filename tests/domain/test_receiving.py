"""Who receives what, and on which of his addresses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import receiving
from domain.model import ConversationId, DepartmentId, Language, TicketKind
from domain.quiet import MessageClass
from domain.receiving import Address, Consent, Fate, NotSent, PersonId, Recipient, Segment, SendTo, Settled
from tests.domain.offices import at

OLD, NEW, STOPPED = (
    Address(ConversationId("post:main:1"), "post", at("2026-01-01 09:00")),
    Address(ConversationId("pigeon:main:2"), "pigeon", at("2026-11-01 09:00")),
    Address(ConversationId("drum:main:3"), "drum", at("2026-11-20 09:00"), stopped=True),
)
MEMBER = Recipient(PersonId("p1"), Language.ARABIC, (OLD, NEW, STOPPED))
ALL: frozenset[str] = frozenset()
YES, NO = (Consent(given, at("2026-05-01 09:00"), "نعم") for given in (True, False))


def test_the_preferred_channel_comes_first_then_the_one_used_last() -> None:
    """A stopped address is never tried; a segment's channels leave only these."""
    assert receiving.routes(MEMBER) == (NEW, OLD)
    assert receiving.routes(replace(MEMBER, preferred="post")) == (OLD, NEW)
    assert receiving.routes(replace(MEMBER, preferred="drum")) == (NEW, OLD)
    assert receiving.routes(MEMBER, frozenset({"post"})) == (OLD,)


@pytest.mark.parametrize(
    ("message", "consent", "barrier"),
    [
        (MessageClass.SERVICE, None, None),
        (MessageClass.SERVICE, NO, NotSent.OPTED_OUT),
        (MessageClass.AWARENESS, None, NotSent.NO_CONSENT),
        (MessageClass.AWARENESS, YES, None),
        (MessageClass.PROMOTIONAL, None, NotSent.NO_CONSENT),
        (MessageClass.PROMOTIONAL, YES, None),
        (MessageClass.PROMOTIONAL, NO, NotSent.OPTED_OUT),
    ],
)
def test_consent_goes_by_class(message: MessageClass, consent: Consent | None, barrier: NotSent | None) -> None:
    """Service needs none but respects a refusal; awareness and promotion need one."""
    consents = {message: consent} if consent else {}
    assert receiving.barrier(replace(MEMBER, consents=consents), message) is barrier


@pytest.mark.parametrize("message", MessageClass)
def test_who_opted_out_receives_nothing(message: MessageClass) -> None:
    """Whatever he agreed to before."""
    member = replace(MEMBER, notices=False, consents=dict.fromkeys(MessageClass, YES))
    assert receiving.barrier(member, message) is NotSent.OPTED_OUT


def step(*tried: tuple[Address, Fate], member: Recipient = MEMBER) -> SendTo | Settled | NotSent:
    """Tell what to do with a service message after these attempts."""
    attempts = [(address.conversation, fate) for address, fate in tried]
    return receiving.next_step(member, MessageClass.SERVICE, ALL, attempts)


def test_the_next_channel_is_tried_when_the_first_certainly_failed() -> None:
    """And when all failed, that is the result."""
    assert step() == SendTo(NEW)
    assert step((NEW, Fate.FAILED)) == SendTo(OLD)
    assert step((NEW, Fate.FAILED), (OLD, Fate.FAILED)) is NotSent.UNDELIVERED


@pytest.mark.parametrize("fate", [Fate.PENDING, Fate.DELIVERED, Fate.UNCERTAIN])
def test_what_may_have_arrived_goes_nowhere_else(fate: Fate) -> None:
    """One person never gets the same notice on two channels."""
    assert step((NEW, fate)) == Settled()


def test_who_cannot_be_reached_is_told_apart_from_who_was_not() -> None:
    """No address is another result than no delivery; an opt-out during the run ends it."""
    assert step(member=replace(MEMBER, addresses=(STOPPED,))) is NotSent.NO_ADDRESS
    assert step((NEW, Fate.FAILED), member=replace(MEMBER, notices=False)) is NotSent.OPTED_OUT


@given(
    st.lists(st.sampled_from([Fate.FAILED, Fate.DELIVERED, Fate.UNCERTAIN]), min_size=3, max_size=3),
    st.sampled_from(["", "post"]),
)
def test_a_run_ends_with_at_most_one_arrival(fates: list[Fate], preferred: str) -> None:
    """Whatever the channels do, each address is tried once and nobody hears twice."""
    member, tried = replace(MEMBER, preferred=preferred), list[tuple[ConversationId, Fate]]()
    while isinstance(found := receiving.next_step(member, MessageClass.SERVICE, ALL, tried), SendTo):
        tried.append((found.address.conversation, fates[len(tried)]))
    assert len({conversation for conversation, _ in tried}) == len(tried) <= 2
    assert sum(fate is not Fate.FAILED for _, fate in tried) <= 1


@pytest.mark.parametrize(
    ("segment", "held"),
    [
        (Segment(), True),
        (Segment(languages=frozenset({Language.ENGLISH})), False),
        (Segment(channels=frozenset({"post", "web"})), True),
        (Segment(channels=frozenset({"web"})), False),
        (Segment(departments=frozenset({DepartmentId("finance")})), True),
        (Segment(projects=frozenset({"النسيم"})), True),
        (Segment(projects=frozenset({"الروضة"})), False),
        (Segment(open_kinds=frozenset({TicketKind.SUPPORT, TicketKind.COMPLAINT})), True),
        (Segment(languages=frozenset({Language.ARABIC}), projects=frozenset({"الروضة"})), False),
    ],
)
def test_a_segment_holds_who_fits_each_of_its_criteria(segment: Segment, held: bool) -> None:
    """An empty one holds everyone."""
    member = replace(
        MEMBER,
        departments=frozenset({DepartmentId("finance")}),
        projects=frozenset({"النسيم"}),
        open_kinds=frozenset({TicketKind.SUPPORT}),
    )
    assert segment.holds(member) is held
