"""Decides how a message may go out now: as it is, as an approved template, parked, as a one-way notice, or not at all. Pure.

Decided at the moment of sending, never when a message is queued: windows close meanwhile. Knows capabilities, not channels.
Sources: docs/reference/channels.md (WhatsApp's window of 24 hours, Saudi rules for SMS).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot import one_way
from bot.plans import Hold, OneWayNotice, Park, Plan, SendNow, UseTemplate, Why
from domain import quiet
from domain.calendar import Calendar
from domain.capabilities import TALKING, Capabilities
from domain.model import Language, Purpose, Reply, TicketRef
from domain.templates import Standing
from handlers.texts import notices

LONGEST_BLANK: Final = 900
"""Characters of a template's blank: the whole template's body may have 1024."""
MOST_SEGMENTS: Final = 2
"""Of an SMS nobody asked for."""
MOST_OF_OFFICER: Final = 6
"""Of an officer's words by SMS, for which the member waits: no page shows them to him."""
AGAIN: Final = timedelta(hours=1)
"""After which what waits for a template that was stopped is looked at again."""
AWAKE: Final = timedelta(minutes=30)
"""A member who wrote within this time is awake, whatever the hour, and may be sent news."""
_BEST: Final = "rate:5:"
"""Begins the id of the best score, by which a question for a rating is known."""


class Template(StrEnum):
    """What an approved template is for; `[templates]` in the configuration names one for each language."""

    ANSWER = "answer"
    """«We have an answer for you, tap to read»: a button with the id `mujib:read`, and no blank."""
    NOTICE = "notice"
    """News of a member's own matter, in blank 1."""
    ANNOUNCEMENT = "announcement"
    """Something for all members, in blank 1."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the member at the moment of sending."""

    last_inbound_at: datetime | None
    """When he last wrote in this conversation; None: never."""
    notices: bool = True
    """False after an opt-out."""
    country: str = ""
    """Of his address (ISO 3166); empty where it cannot be told."""
    knocked: bool = False
    """A «tap to read» is with him already that he has not tapped."""
    doubted: Mapping[str, Standing] = field(default_factory=dict)
    """What the provider thinks of templates that are not good, by their ids."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the configuration says about sending."""

    sending: Calendar
    """When announcements may be sent: `domain.quiet.calendar`."""
    notices: Calendar | None = None
    """When news of a member's own matters may be sent; None: always."""
    association: Mapping[Language, str] = field(default_factory=dict)
    """Its name as notices say it."""
    templates: Mapping[tuple[Template, Language], tuple[str, ...]] = field(default_factory=dict)
    """The provider's ids of approved templates, the first that can be used before the others."""
    link: str = ""
    """Where members who cannot write back read on."""
    rating_link: Callable[[TicketRef, Language, datetime], str] | None = None
    """Gives where a member who cannot write back rates a ticket."""
    link_hosts: frozenset[str] = frozenset()
    """Hosts registered with the operators; others are refused by them, shortened links too."""


def is_void(reply: Reply, now: datetime) -> bool:
    """Tell whether it is too late for this."""
    return reply.void_at is not None and now >= reply.void_at


def plan(reply: Reply, facts: Facts, capabilities: Capabilities, now: datetime, rules: Rules) -> Plan:
    """Say how this reply may go out now."""
    if reply.purpose is Purpose.PRESENCE:
        return _presence(facts, capabilities, now)
    if not facts.notices and not _owed(reply):
        return Hold(Why.OPTED_OUT)
    if reply.purpose is Purpose.NOTICE and not _within(facts, AWAKE, now) and (until := _opening(rules.notices, now)) > now:
        return Hold(Why.QUIET_HOURS, until)
    if facts.country in capabilities.one_way and not (_owed(reply) and _within(facts, TALKING, now)):
        return _one_way(reply, now, rules)
    if capabilities.window is None or _within(facts, capabilities.window, now):
        return SendNow()
    return _outside(reply, facts, now, rules)


def _presence(facts: Facts, capabilities: Capabilities, now: datetime) -> Plan:
    """Plan for whoever is in the chat: behind a closed window it waits for the member, in front of the officer's words."""
    if facts.country in capabilities.one_way and not _within(facts, TALKING, now):
        return Hold(Why.AWAY)
    closed = capabilities.window is not None and not _within(facts, capabilities.window, now)
    return Park("", Why.WINDOW_CLOSED) if closed else SendNow()


def goes_anyway(reply: Reply, country: str, capabilities: Capabilities) -> bool:
    """Tell whether `plan` would send this whatever the facts, so that nobody need look them up."""
    wanted = _owed(reply) or reply.purpose is Purpose.PRESENCE
    return wanted and capabilities.window is None and country not in capabilities.one_way


def _owed(reply: Reply) -> bool:
    """Tell whether the member waits for this: an answer is owed even to a member who stopped notices."""
    return reply.purpose in {Purpose.REPLY, Purpose.OFFICER}


def _within(facts: Facts, window: timedelta, now: datetime) -> bool:
    return facts.last_inbound_at is not None and now - facts.last_inbound_at < window


def _opening(calendar: Calendar | None, now: datetime) -> datetime:
    return now if calendar is None else quiet.earliest(calendar, now)


def _outside(reply: Reply, facts: Facts, now: datetime, rules: Rules) -> Plan:
    """Plan for a closed window: news in a template's blank, everything else behind a knock."""
    blank = _flat(reply.text)
    wanted = Template.ANNOUNCEMENT if reply.purpose is Purpose.ANNOUNCEMENT else Template.NOTICE
    template = _usable(wanted, reply.language, facts, rules)
    if template and blank and _needs_no_options(reply, facts) and not (_owed(reply) or len(blank) > LONGEST_BLANK):
        return UseTemplate(template, (("1", blank),))
    knock = "" if facts.knocked else _usable(Template.ANSWER, reply.language, facts, rules)
    if knock or facts.knocked:
        return Park(knock, Why.WINDOW_CLOSED)
    stopped = any(rules.templates.get((purpose, reply.language)) for purpose in (wanted, Template.ANSWER))
    why = Why.TEMPLATE_STOPPED if stopped else Why.NO_TEMPLATE
    return Park("", why, now + AGAIN if stopped else None) if _owed(reply) else Hold(why)


def _needs_no_options(reply: Reply, facts: Facts) -> bool:
    """Tell whether the words suffice: a question for a rating names its scores. With a knock still to tap all of it waits."""
    return not reply.options or (bool(_rated(reply)) and not facts.knocked)


def _usable(purpose: Template, language: Language, facts: Facts, rules: Rules) -> str:
    """Give the first template that is good, else the first that goes out at all; empty where none does."""
    named = rules.templates.get((purpose, language), ())
    usable = [one for one in named if facts.doubted.get(one) is not Standing.STOPPED]
    return min(usable, key=lambda one: one in facts.doubted, default="")


def _one_way(reply: Reply, now: datetime, rules: Rules) -> Plan:
    if reply.purpose is Purpose.ANNOUNCEMENT and (until := quiet.earliest(rules.sending, now)) > now:
        return Hold(Why.QUIET_HOURS, until)
    if _stands_alone(reply, rules):
        return OneWayNotice(one_way.whole(reply))
    if reply.purpose is Purpose.OFFICER:
        return Hold(Why.UNANSWERABLE)  # a word that there is an answer would lead him to a page that does not show it
    if page := _rating_page(reply, now, rules):
        return OneWayNotice(notices.RATING[reply.language].format(association=_association(reply, rules), link=page))
    if not one_way.is_registered(rules.link, rules.link_hosts):
        return Hold(Why.NO_LINK)
    return OneWayNotice(notices.UPDATE[reply.language].format(association=_association(reply, rules), link=rules.link))


def _association(reply: Reply, rules: Rules) -> str:
    return rules.association.get(reply.language, "")


def _rating_page(reply: Reply, now: datetime, rules: Rules) -> str:
    """Give the page on which the rating can be given that a reply asks for; empty where it asks for none."""
    rated = _rated(reply)
    if not rated or rules.rating_link is None:
        return ""
    page = rules.rating_link(TicketRef(rated), reply.language, now)
    return page if one_way.is_registered(page, rules.link_hosts) else ""


def _rated(reply: Reply) -> str:
    """Give the ticket whose rating a reply asks for; empty where it asks for none."""
    return next((option.id.removeprefix(_BEST) for option in reply.options if option.id.startswith(_BEST)), "")


def _stands_alone(reply: Reply, rules: Rules) -> bool:
    """Tell whether a reply, with the address of its file, can go by itself where nobody can answer."""
    most = MOST_OF_OFFICER if reply.purpose is Purpose.OFFICER else MOST_SEGMENTS
    return not reply.options and one_way.stands_alone(one_way.whole(reply), rules.link_hosts, most)


def _flat(words: str) -> str:
    """Put a text on one line: a template's blank takes no line break and no run of spaces."""
    return " ".join(one_way.bare(words).split())
