"""Puts the officers' desk together: its ports, the association's rules, and what members will read of it."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from functools import partial

from bot import association, configured, planner, plans, telephony
from bot.config import Settings
from bot.knowledge import catalogue, citing, classroom
from bot.knowledge.mind import Mind
from bot.outreach.outreach import Service
from bot.store import Storage
from channels import text
from desk.access.admission import Admission
from desk.desk import Desk
from desk.inspection import Chapter, Inspection
from desk.outreach.unasked import Unasked
from desk.outside import Outside
from desk.teaching.catalogue import Catalogue
from desk.wording import Held, Preview, Shown, Wording
from domain import reference
from domain.capabilities import Capabilities
from domain.casefile import Rules
from domain.channelports import Channel
from domain.model import BY_HAND, ConversationId, DepartmentId, Language, Reply, Stage, TicketRef
from domain.ports import Clock, Correspondent
from domain.roomports import Room
from domain.templates import Standing
from faq.facts import Facts
from handlers import texts
from handlers.context import House
from handlers.texts import kept
from storage import outgoing
from storage.office.accounts import Accounts, Codes
from storage.office.looks import Looks
from storage.office.officer_links import Links
from storage.office.reports import Reports
from storage.office.rooms import Rooms
from storage.office.saved import SavedReplies, SharedFiles

_MEGABYTE = 1024 * 1024
_NAME = re.compile(r"\{(\w+)\}")
_AND = {Language.ARABIC: "، ", Language.ENGLISH: ", "}
_BY_HAND = BY_HAND.rstrip(":")


def desk(  # noqa: PLR0913, PLR0917 - what it joins
    settings: Settings,
    storage: Storage,
    mind: Mind,
    channels: Sequence[Channel],
    rules: Rules,
    unasked: Service,
    manner: planner.Rules,
    places: Sequence[Room] = (),
    doubted: Callable[[], Mapping[str, Standing]] = dict,
) -> Desk:
    """Give the officers' desk."""
    facts = association.facts(settings)
    reached = {channel.name: channel.capabilities for channel in channels}
    return Desk(
        tickets=storage.tickets,
        transcript=storage.transcript,
        members=storage.members,
        alerts=storage.alerts,
        looks=Looks(storage.store),
        saved=SavedReplies(storage.store),
        shared=SharedFiles(storage.store),
        officers=storage.officers,
        admission=Admission(Accounts(storage.store), Codes(storage.store), storage.attempts),
        audit=storage.audit,
        closures=storage.closures,
        dossiers=storage.dossiers,
        reports=Reports(storage.store),
        troubles=storage.troubles,
        doubts=storage.doubts,
        outside=_outside(settings, storage, rules, places),
        inspection=_inspection(settings, storage),
        correspondence=storage.correspondence,
        inbox=storage.inbox,
        files=storage.files,
        signals=storage.signals,
        clock=storage.clock,
        lookup=citing.lookup(mind.brain.library, facts),
        catalogue=_catalogued(mind, facts, rules),
        classroom=classroom.classroom(storage.teaching, mind),
        wording=wording(facts, preview(channels), held(reached, manner, storage.clock, doubted)),
        unasked=_steered(unasked),
        channels=reached | {_BY_HAND: Capabilities(max_text=text.MAX_TEXT)},
        answerable=telephony.answerable,
        association={language: settings.association.name[language.value] for language in Language},
        public_url=settings.public_url,
        rules=rules,
        configured=configured.configured(settings, storage.clock.now().astimezone(rules.calendar.tz).date()),
        max_upload=settings.web.max_upload_mb * _MEGABYTE,
    )


def _outside(settings: Settings, storage: Storage, rules: Rules, places: Sequence[Room]) -> Outside:
    """Give where officers work beside the desk."""
    groups = settings.telegram.department_groups
    links = Links(storage.store) if settings.telegram.officers_group or groups else None
    return Outside(links, topics(storage, places), _rooms(groups, rules))


def topics(storage: Storage, places: Sequence[Room]) -> Callable[[TicketRef], Awaitable[str]]:
    """Give what finds a ticket's topic in the officers' rooms."""
    kept = [(room, Rooms(storage.store, room.name)) for room in places]

    async def topic(ticket: TicketRef) -> str:
        found = [(room, await known.topic_of(ticket)) for room, known in kept]
        return next((room.address(its) for room, its in found if its), "")

    return topic


def _rooms(groups: Mapping[str, int], rules: Rules) -> Mapping[str, Mapping[Language, str]]:
    """Name the departments that have a group of their own, by the group; several may share one."""
    titles = {name: one.title for name, one in rules.regulation.departments.items()}
    shared = {
        str(chat): [titles[DepartmentId(one)] for one, its in groups.items() if its == chat and one in titles]
        for chat in groups.values()
    }
    return {
        chat: {language: _AND[language].join(title[language] for title in found) for language in Language}
        for chat, found in shared.items()
    }


def _catalogued(mind: Mind, facts: Facts, rules: Rules) -> Catalogue:
    """Give what officers look up: of the model that answers at the moment."""
    return catalogue.catalogue(
        lambda: House(mind.brain.library, mind.brain.decide, facts, rules.calendar, rules.regulation),
        lambda words: [one.entry for one in mind.brain.matcher.rank(words).candidates],
    )


def _inspection(settings: Settings, storage: Storage) -> Inspection:
    """Give how channels, queues and providers do."""

    async def examine() -> Sequence[Chapter]:
        from bot.commands import doctor  # with aiohttp: 0.2 s and 8 MB for which a server without channels has no use

        async with aclosing(doctor.examine(settings, storage)) as chapters:
            return [Chapter(chapter.title, chapter.findings) async for chapter in chapters]

    return Inspection(storage.figures, examine, partial(outgoing.sent_since, storage.store))


def _steered(unasked: Service) -> Unasked:
    """Give what the desk steers of what members are told without asking."""
    return Unasked(unasked.updates, unasked.appointments, unasked.announcements, unasked.consents, unasked.projects)


def wording(facts: Facts, shown: Preview, why: Held) -> Wording:
    """Give the sentences that the desk shows before members read them."""

    def moved(stage: Stage, ref: TicketRef, language: Language) -> str:
        sentence = texts.find(f"moved.{stage}", language)
        if sentence is None:
            return ""
        asked = f" {texts.line('moved.send', language)}" if stage is Stage.WAITING_FOR_MEMBER else ""
        return _filled(f"{sentence}{asked}", {**facts.values[language], "ref": reference.written(ref)})

    return Wording(moved, file_words, shown, why, kept.read)


def file_words(name: str, address: str, language: Language) -> str:
    """Give a file away to the member by its name and address."""
    return _filled(texts.line("officer.file", language), {"name": name, "address": address})


def preview(channels: Sequence[Channel]) -> Preview:
    """Give the function that shows a reply as a channel will."""
    by_name = {channel.name: channel for channel in channels}

    def show(name: str, reply: Reply) -> Shown:
        channel = by_name.get(name)
        if channel is None:
            return Shown((reply.text,), len(reply.text))
        messages = channel.render(reply)
        sent = tuple(message.text for message in messages)
        length = sum(text.length(part, channel.capabilities.text_unit) for part in sent)
        counted = not channel.capabilities.decoration  # a channel of bare text is paid for by the segment
        return Shown(tuple(map(text.seen, messages)), length, sum(map(text.segments, sent)) if counted else 0)

    return show


def held(
    channels: Mapping[str, Capabilities],
    manner: planner.Rules,
    clock: Clock,
    doubted: Callable[[], Mapping[str, Standing]] = dict,
) -> Held:
    """Give the function that says why a reply would not go out now, and nothing else would lead the member to it."""

    def why(conversation: ConversationId, reply: Reply, found: Correspondent) -> str:
        can = channels.get(conversation.partition(":")[0])
        if can is None:
            return ""
        country = telephony.country(conversation) if can.one_way else ""
        facts = planner.Facts(found.last_inbound_at, found.notices, country, found.knocked, doubted())
        plan = planner.plan(reply, facts, can, clock.now(), manner)
        knocks = isinstance(plan, plans.Park) and (plan.template or found.knocked)
        return plans.WORDS[plan.why] if isinstance(plan, plans.Hold | plans.Park) and not knocks else ""

    return why


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """Put values in place in one pass, so that nothing within a value is taken for a name."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), sentence)
