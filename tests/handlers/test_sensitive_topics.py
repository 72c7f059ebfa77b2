"""The packaged knowledge on what belongs with a person: money, law, death, inheritance, privacy. No made-up entries."""

from dataclasses import replace

import pytest

from domain.effects import Say
from domain.model import HandoverReason, Language, Priority
from domain.states import Idle
from domain.ticketeffects import OpenTicket
from faq.entries import Flag, Kind
from faq.facts import NAMES, Facts
from handlers.context import House
from handlers.question import knowledge
from tests.handlers.house import CALENDAR, context, decide
from tests.packaged import KNOWN


def house() -> House:
    """Give an association that answers by the packaged knowledge."""
    return House(KNOWN, decide, Facts({each: {name: f"«{name}»" for name in NAMES} for each in Language}), CALENDAR)


@pytest.mark.parametrize(
    "entry",
    [
        # money: one's own balance, payments, shares, need
        "personal.balance",
        "personal.instalments-left",
        "personal.payments",
        "personal.my-shares",
        "personal.money-distress",
        # law
        "personal.legal-advice",
        "personal.divorce",
        "policy.disputes",
        "policy.breach",
        # death and inheritance
        "personal.heir-shares",
        "death.heirs",
        "death.steps",
        "death.documents",
        "death.minor",
        "death.refund",
        "death.debts",
        # privacy
        "personal.staff-phone",
        "privacy.breach",
        "privacy.authority",
    ],
)
@pytest.mark.parametrize("language", Language)
def test_what_belongs_with_a_person_becomes_his_ticket(entry: str, language: Language) -> None:
    """As sensitive, under the topic that routes it, with the member's own words; and answered where an answer is approved."""
    ctx = context(house=house(), language=language)
    step = knowledge.follow(Idle(), entry, "كلمات العضو", ctx)
    (opened,) = [effect for effect in step.effects if isinstance(effect, OpenTicket)]
    assert (opened.reason, opened.subject) == (HandoverReason.SENSITIVE, "كلمات العضو")
    assert opened.topic == KNOWN.entries[entry].topic
    (said,) = [effect.reply.text for effect in step.effects if isinstance(effect, Say)]
    assert "T1532-3" in said
    answer = KNOWN.entries[entry].answer.get(language, "") if KNOWN.entries[entry].kind is Kind.ANSWER else ""
    assert answer.partition(".")[0].partition("{")[0] in said


def test_distress_goes_ahead_of_all_others() -> None:
    """Who is ill or in danger finds a person first."""
    step = knowledge.follow(Idle(), "personal.health-distress", "أمر بضيق شديد", context(house=house()))
    (opened,) = [effect for effect in step.effects if isinstance(effect, OpenTicket)]
    assert opened.priority is Priority.URGENT


@pytest.mark.parametrize("entry", ["personal.other-member", "personal.other-data", "personal.member-phone", "personal.votes"])
def test_others_data_are_refused_and_a_person_is_offered(entry: str) -> None:
    """No ticket for what nobody would give; at the third attempt somebody is called."""
    ctx = context(house=house())
    step = knowledge.follow(Idle(), entry, "عطني رقم أحمد", ctx)
    assert not [effect for effect in step.effects if isinstance(effect, OpenTicket)]
    (said,) = [effect.reply for effect in step.effects if isinstance(effect, Say)]
    assert "act:officer" in {option.id for option in said.options}
    third = knowledge.follow(replace(Idle(), misses=2), entry, "عطني رقم أحمد", ctx)
    assert [effect.reason for effect in third.effects if isinstance(effect, OpenTicket)] == [HandoverReason.SENSITIVE]


@pytest.mark.parametrize("topic", ["death", "surplus", "withdrawal", "privacy"])
def test_every_answer_on_such_a_topic_offers_a_person(topic: str) -> None:
    """None of its sensitive answers leaves the member alone with a text."""
    entries = [one for one in KNOWN.entries.values() if one.topic == topic and one.kind is Kind.ANSWER]
    sensitive = [one for one in entries if Flag.SENSITIVE in one.flags]
    assert sensitive
    for one in sensitive:
        step = knowledge.follow(Idle(), one.id, "سؤال", context(house=house()))
        (said,) = [effect.reply for effect in step.effects if isinstance(effect, Say)]
        assert "act:officer" in {option.id for option in said.options}, one.id
