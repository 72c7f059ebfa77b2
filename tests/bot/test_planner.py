"""How each message may go out, for every purpose, member and hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import planner, plans
from bot.planner import Facts, Rules, Template
from bot.plans import Hold, OneWayNotice, Park, Plan, SendNow, UseTemplate, Why
from channels import profiles, text
from domain import quiet, reasons
from domain.calendar import Calendar
from domain.model import Attachment, Language, Option, Purpose, Reply
from domain.templates import Standing
from handlers.texts import notices

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""12:00 in Riyadh."""
OFFICE = Calendar(tz=ZoneInfo("Asia/Riyadh"), shifts={})
SENDING = quiet.calendar(quiet.SendingHours(), OFFICE, quiet.MessageClass.AWARENESS)
LINK = "https://chat.example.sa/"
RULES = Rules(
    sending=SENDING,
    association={Language.ARABIC: "جمعية الإسكان بمكة", Language.ENGLISH: "Makkah Housing Society"},
    templates={(purpose, language): (f"HX-{purpose}-{language}",) for purpose in Template for language in Language},
    link=LINK,
    link_hosts=frozenset({"chat.example.sa"}),
)
BARE = replace(RULES, templates={}, link="")
RECENT, OLD = Facts(NOON - timedelta(hours=1)), Facts(NOON - timedelta(hours=30))
SAUDI = replace(OLD, country="SA")
OWED = (Purpose.REPLY, Purpose.OFFICER)
UNASKED = (Purpose.NOTICE, Purpose.ANNOUNCEMENT)
OPTIONS = (Option("a", "نعم"), Option("b", "لا"))


def _all(*choices: Any) -> list[tuple[Any, ...]]:
    return list(product(*choices))


def made(purpose: Purpose, words: str = "صدر قرار المجلس.", options: tuple[Option, ...] = ()) -> Reply:
    """Make a reply."""
    return Reply(words, options, purpose=purpose)


def plan(channel: str, reply: Reply, facts: Facts = OLD, rules: Rules = RULES, now: datetime = NOON) -> Plan:
    """Plan for a channel's capabilities."""
    return planner.plan(reply, facts, profiles.PROFILES[channel], now, rules)


@pytest.mark.parametrize(
    ("channel", "purpose", "facts"),
    _all(["web", "telegram"], Purpose, [RECENT, OLD, SAUDI, Facts(None)]),
)
def test_where_there_is_no_window_everything_goes(channel: str, purpose: Purpose, facts: Facts) -> None:
    """On the web and on Telegram, to whatever country, however long ago."""
    assert plan(channel, made(purpose), facts) == SendNow()


@pytest.mark.parametrize("purpose", Purpose)
def test_within_the_window_everything_goes(purpose: Purpose) -> None:
    """Free text, buttons and lists, whatever it is for."""
    assert plan("whatsapp", made(purpose, options=OPTIONS), RECENT) == SendNow()


@pytest.mark.parametrize(
    ("ago", "open_"),
    [(timedelta(0), True), (timedelta(hours=23, minutes=49, seconds=59), True), (timedelta(hours=23, minutes=50), False)],
)
def test_the_window_closes_ten_minutes_early(ago: timedelta, *, open_: bool) -> None:
    """23:50 after the member's last message; WhatsApp's own clock is 24 hours."""
    assert (plan("whatsapp", made(Purpose.REPLY), Facts(NOON - ago)) == SendNow()) == open_


@pytest.mark.parametrize(("channel", "purpose"), _all(profiles.PROFILES, Purpose))
def test_an_opt_out_stops_what_nobody_asked_for_and_nothing_else(channel: str, purpose: Purpose) -> None:
    """Notices and announcements are held for good; a member's own question is answered."""
    held = plan(channel, made(purpose), replace(RECENT, notices=False))
    assert held == (Hold(Why.OPTED_OUT) if purpose in UNASKED else SendNow())


@pytest.mark.parametrize(("purpose", "facts"), _all(OWED, [OLD, Facts(None), replace(OLD, country="SA")]))
def test_an_answer_after_the_window_waits_behind_a_knock(purpose: Purpose, facts: Facts) -> None:
    """«We have an answer, tap to read»; the words themselves go with the tap."""
    assert plan("whatsapp", made(purpose, options=OPTIONS), facts) == Park("HX-answer-ar", Why.WINDOW_CLOSED)


@pytest.mark.parametrize("purpose", OWED)
def test_one_knock_is_enough(purpose: Purpose) -> None:
    """A second answer waits beside the first without another template, which would be billed and annoy."""
    assert plan("whatsapp", made(purpose), replace(OLD, knocked=True)) == Park("", Why.WINDOW_CLOSED)


@pytest.mark.parametrize("purpose", OWED)
def test_an_answer_without_a_template_waits_for_the_member(purpose: Purpose) -> None:
    """It is not lost: it goes when he writes, and the officer sees why it waits."""
    assert plan("whatsapp", made(purpose), OLD, BARE) == Park("", Why.NO_TEMPLATE)


@pytest.mark.parametrize(("purpose", "language"), _all(UNASKED, Language))
def test_news_after_the_window_go_in_their_template(purpose: Purpose, language: Language) -> None:
    """By purpose and language, on one line, without marks."""
    reply = replace(made(purpose, "صدر **القرار**.\n\nيوم\tالأحد"), language=language)
    assert plan("whatsapp", reply) == UseTemplate(f"HX-{purpose}-{language}", (("1", "صدر القرار. يوم الأحد"),))


@pytest.mark.parametrize(("purpose", "reply"), _all(UNASKED, [("x" * 901, ()), ("هل رضيت؟", OPTIONS)]))
def test_news_that_fit_no_template_wait_behind_a_knock(purpose: Purpose, reply: tuple[str, tuple[Option, ...]]) -> None:
    """Too long for a blank, or with options that a template cannot carry."""
    words, options = reply
    assert plan("whatsapp", made(purpose, words, options)) == Park("HX-answer-ar", Why.WINDOW_CLOSED)


def test_a_question_for_a_rating_after_the_window_goes_in_its_words() -> None:
    """They name the scores: «you have a message» would cost as much, say less, and be tapped for a question."""
    asked = made(Purpose.NOTICE, "قيّم خدمتنا في T1532-8 من 1 إلى 5.", (Option("rate:5:T1532-8", "5 ممتاز"),))
    assert plan("whatsapp", asked) == UseTemplate("HX-notice-ar", (("1", asked.text),))
    assert plan("whatsapp", asked, replace(OLD, knocked=True)) == Park("", Why.WINDOW_CLOSED)
    assert plan("whatsapp", replace(asked, purpose=Purpose.REPLY)) == Park("HX-answer-ar", Why.WINDOW_CLOSED)


@pytest.mark.parametrize("purpose", UNASKED)
def test_news_without_any_template_are_held(purpose: Purpose) -> None:
    """Nothing is possible, and the officer sees it."""
    assert plan("whatsapp", made(purpose), OLD, BARE) == Hold(Why.NO_TEMPLATE)


SPARE = replace(RULES, templates={key: (*sids, f"{sids[0]}-2") for key, sids in RULES.templates.items()})
"""With a second template for each purpose."""


def doubting(**standings: Standing) -> Facts:
    """Give what is known after the window, with what the provider thinks of the Arabic templates."""
    names = {"notice": "HX-notice-ar", "answer": "HX-answer-ar", "spare": "HX-notice-ar-2"}
    return replace(OLD, doubted={names[name]: standing for name, standing in standings.items()})


NEWS = made(Purpose.NOTICE)


@pytest.mark.parametrize(
    ("facts", "template"),
    [
        (doubting(notice=Standing.STOPPED), "HX-notice-ar-2"),
        (doubting(notice=Standing.MOVED), "HX-notice-ar-2"),
        (doubting(notice=Standing.MOVED, spare=Standing.STOPPED), "HX-notice-ar"),
        (doubting(notice=Standing.MOVED, spare=Standing.MOVED), "HX-notice-ar"),
        (doubting(answer=Standing.STOPPED), "HX-notice-ar"),
    ],
)
def test_the_first_good_template_is_used(facts: Facts, template: str) -> None:
    """One that was stopped never; one that was moved to advertising only where no other goes out."""
    assert plan("whatsapp", NEWS, facts, SPARE) == UseTemplate(template, (("1", "صدر قرار المجلس."),))


def test_news_whose_template_was_stopped_wait_behind_a_knock() -> None:
    """The one that says that there is an answer is approved still."""
    assert plan("whatsapp", NEWS, doubting(notice=Standing.STOPPED)) == Park("HX-answer-ar", Why.WINDOW_CLOSED)


def test_where_every_template_was_stopped_news_are_held_and_answers_wait() -> None:
    """News go to the member's next channel; an answer is looked at again, for a template may be approved again."""
    stopped = doubting(notice=Standing.STOPPED, answer=Standing.STOPPED)
    assert plan("whatsapp", NEWS, stopped) == Hold(Why.TEMPLATE_STOPPED)
    for purpose in OWED:
        assert plan("whatsapp", made(purpose), stopped) == Park("", Why.TEMPLATE_STOPPED, NOON + planner.AGAIN)
    assert plan("whatsapp", made(Purpose.REPLY), replace(stopped, knocked=True)) == Park("", Why.WINDOW_CLOSED)


@pytest.mark.parametrize("rules", [RULES, BARE])
def test_who_took_the_chat_over_calls_nobody(rules: Rules) -> None:
    """There is no answer yet to be read: it goes when the member is back, in front of the officer's words."""
    took = made(Purpose.PRESENCE, "معك الآن الأستاذ سالم.")
    assert plan("whatsapp", took, OLD, rules) == Park("", Why.WINDOW_CLOSED)
    assert plan("sms", took, SAUDI, rules) == Hold(Why.AWAY)
    assert plan("sms", took, replace(RECENT, country="SA"), rules) == SendNow()


@pytest.mark.parametrize("purpose", Purpose)
def test_a_two_way_number_is_a_conversation(purpose: Purpose) -> None:
    """SMS to a country whose members can write back has no window."""
    assert plan("sms", made(purpose, options=OPTIONS), replace(OLD, country="US")) == SendNow()


@pytest.mark.parametrize("purpose", OWED)
def test_a_saudi_member_who_writes_by_sms_is_answered(purpose: Purpose) -> None:
    """He has just shown that his messages reach us; a day later that is no longer so."""
    assert plan("sms", made(purpose, options=OPTIONS), replace(RECENT, country="SA")) == SendNow()
    assert plan("sms", made(purpose, options=OPTIONS), SAUDI) != SendNow()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("purpose", [Purpose.REPLY, *UNASKED])
def test_what_asks_by_one_way_sms_is_a_line_and_the_link(purpose: Purpose, language: Language) -> None:
    """The member's matter stays out of it; two segments at most, and it asks for nothing."""
    reply = replace(made(purpose, "صدر القرار، هل توافق؟", OPTIONS), language=language)
    sent = plan("sms", reply, SAUDI)
    assert sent == OneWayNotice(notices.UPDATE[language].format(association=RULES.association[language], link=LINK))
    assert isinstance(sent, OneWayNotice)
    assert text.segments(sent.text) <= planner.MOST_SEGMENTS
    assert not {"?", "؟"} & set(sent.text)


@pytest.mark.parametrize(
    ("words", "as_it_is"),
    [
        ("صدر قرار المجلس **بالموافقة**.", True),
        ("التفاصيل في https://chat.example.sa/a", True),
        ("التفاصيل في https://bit.ly/a", False),
        ("التفاصيل في www.example.org", False),
        ("هل توافق؟", False),
        ("أرسل 1 للموافقة", False),
        ("Reply YES to confirm", False),
        ("ن" * 135, False),
    ],
)
@pytest.mark.parametrize("purpose", [Purpose.NOTICE, Purpose.REPLY])
def test_a_short_notice_that_asks_nothing_goes_as_it_is(purpose: Purpose, words: str, *, as_it_is: bool) -> None:
    """Only registered links, no question, two segments; anything else becomes a line and the link.

    So does what an officer's deed says while he has the chat, which is no answer to anything and stands on no page.
    """
    notice = notices.UPDATE[Language.ARABIC].format(association="جمعية الإسكان بمكة", link=LINK)
    wanted = words.replace("**", "") if as_it_is else notice
    assert plan("sms", made(purpose, words), SAUDI) == OneWayNotice(wanted)


@pytest.mark.parametrize(
    ("words", "as_it_is"),
    [("ن" * 134, True), ("ن" * 402, True), ("ن" * 403, False), ("هل توافق؟", False), ("في https://bit.ly/a", False)],
)
def test_an_officers_words_go_as_they_are_to_who_cannot_write_back(words: str, *, as_it_is: bool) -> None:
    """The member finds them on no page: they may be longer than a notice, and what cannot go is shown to the officer."""
    wanted = OneWayNotice(words) if as_it_is else Hold(Why.UNANSWERABLE)
    assert plan("sms", made(Purpose.OFFICER, words), SAUDI) == wanted


@pytest.mark.parametrize(("host", "goes"), [("chat.example.sa", True), ("files.example.org", False)])
def test_an_officers_file_goes_as_its_address_to_who_cannot_write_back(host: str, *, goes: bool) -> None:
    """If operators let that address pass."""
    file = Attachment("f", "عقد.pdf", "application/pdf", 9, f"https://{host}/f", f"افتحه من هنا: https://{host}/f")
    wanted = OneWayNotice(f"هذا عقدك.\n\nافتحه من هنا: https://{host}/f") if goes else Hold(Why.UNANSWERABLE)
    assert plan("sms", replace(made(Purpose.OFFICER, "هذا عقدك."), attachment=file), SAUDI) == wanted


def test_a_notice_with_options_never_shows_them_where_nobody_can_answer() -> None:
    """A rating that cannot be given is not asked for."""
    sent = plan("sms", made(Purpose.NOTICE, "قيّم الخدمة", OPTIONS), SAUDI)
    assert isinstance(sent, OneWayNotice)
    assert "نعم" not in sent.text


@pytest.mark.parametrize(("purpose", "link"), _all([Purpose.REPLY, *UNASKED], ["", "https://bit.ly/x", "chat.example.sa.evil"]))
def test_without_a_registered_link_what_needs_one_is_held(purpose: Purpose, link: str) -> None:
    """Operators refuse other links, so nothing is sent that leads nowhere."""
    rules = replace(RULES, link=link)
    assert plan("sms", made(purpose, "هل توافق؟"), SAUDI, rules) == Hold(Why.NO_LINK)


@pytest.mark.parametrize(
    ("hour", "goes"),
    [(8.99, False), (9, True), (19.99, True), (20, False), (23, False), (3, False)],
)
def test_announcements_by_sms_keep_to_the_hours_of_riyadh(hour: float, *, goes: bool) -> None:
    """09:00 to 20:00 by default; held until it begins, never lost. Service messages have no hours."""
    now = datetime(2026, 11, 22, tzinfo=ZoneInfo("Asia/Riyadh")) + timedelta(hours=hour)
    planned = plan("sms", made(Purpose.ANNOUNCEMENT), replace(SAUDI, last_inbound_at=None), now=now.astimezone(UTC))
    if goes:
        assert planned == OneWayNotice("صدر قرار المجلس.")
    else:
        next_day = 22 if hour < 9 else 23
        assert planned == Hold(Why.QUIET_HOURS, datetime(2026, 11, next_day, 6, 0, tzinfo=UTC))
    assert isinstance(plan("sms", made(Purpose.NOTICE), SAUDI, now=now.astimezone(UTC)), OneWayNotice)


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("language", Language)
def test_every_reason_has_its_words(why: Why, language: Language) -> None:
    """An officer reads them, in his language."""
    words = reasons.words(plans.WORDS[why], language)
    assert words.endswith(".")
    assert (words == plans.WORDS[why]) == (language is Language.ENGLISH)


@pytest.mark.parametrize(
    ("channel", "purpose", "facts", "rules"),
    _all(
        profiles.PROFILES, Purpose, [RECENT, OLD, SAUDI, Facts(None), Facts(None, notices=False, knocked=True)], [RULES, BARE]
    ),
)
def test_every_message_has_a_plan_that_keeps_the_rules(channel: str, purpose: Purpose, facts: Facts, rules: Rules) -> None:
    """No template without its id, no empty notice, no answer that is lost for good on a channel that can wait."""
    planned = plan(channel, made(purpose, options=OPTIONS), facts, rules)
    match planned:
        case UseTemplate(template, variables):
            assert template
            assert all(value for _, value in variables)
        case OneWayNotice(words):
            assert words
        case Hold():
            assert purpose in UNASKED or channel == "sms"
        case SendNow() | Park():
            pass


@pytest.mark.parametrize(("channel", "purpose", "country"), _all(profiles.PROFILES, Purpose, ["", "SA", "US"]))
def test_what_goes_anyway_is_what_every_fact_lets_go(channel: str, purpose: Purpose, country: str) -> None:
    """The short way and the long one agree."""
    facts = [replace(each, country=country, notices=wanted) for each in (RECENT, OLD, Facts(None)) for wanted in (True, False)]
    plans = [plan(channel, made(purpose), each) for each in facts]
    if planner.goes_anyway(made(purpose), country, profiles.PROFILES[channel]):
        assert plans == [SendNow()] * len(facts)
    else:
        assert plans != [SendNow()] * len(facts)


NIGHT = NOON + timedelta(hours=11)
"""23:00 in Riyadh."""
QUIET = replace(RULES, notices=quiet.calendar(quiet.SendingHours(), OFFICE, quiet.MessageClass.SERVICE))


@pytest.mark.parametrize("channel", profiles.PROFILES)
def test_news_wait_for_the_morning(channel: str) -> None:
    """On every channel; at eight the quiet hours are over."""
    assert plan(channel, made(Purpose.NOTICE), OLD, QUIET, NIGHT) == Hold(Why.QUIET_HOURS, NOON + timedelta(hours=20))
    assert plan(channel, made(Purpose.NOTICE), OLD, QUIET, NOON) == plan(channel, made(Purpose.NOTICE), OLD, RULES, NOON)


@pytest.mark.parametrize(("channel", "purpose"), _all(profiles.PROFILES, OWED))
def test_what_a_member_waits_for_goes_at_any_hour(channel: str, purpose: Purpose) -> None:
    """An answer, and an officer's words."""
    assert plan(channel, made(purpose), RECENT, QUIET, NIGHT) == plan(channel, made(purpose), RECENT, RULES, NIGHT)


def test_who_is_up_hears_news_at_night() -> None:
    """He wrote a moment ago."""
    assert plan("telegram", made(Purpose.NOTICE), Facts(NIGHT - timedelta(minutes=5)), QUIET, NIGHT) == SendNow()
    assert isinstance(plan("telegram", made(Purpose.NOTICE), Facts(NIGHT - timedelta(hours=1)), QUIET, NIGHT), Hold)
