"""The composition root: with `bot.front` and `bot.providers` the only place that names concrete channels and storage."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from bot import association, closures, duties, gathering, keys, pacing, planner, providers, reception, telephony, turn
from bot.closures import ClosureClerk, DaysOff
from bot.collector import Collector
from bot.config import Settings
from bot.courier import Courier, Stops
from bot.courtesy import Courtesy
from bot.disk import Disk
from bot.dispatch import Dispatch
from bot.engine import Engine
from bot.forgetting import Forgetting
from bot.front import Front
from bot.knowledge.brain import Brain
from bot.knowledge.mind import Mind
from bot.knowledge.retraining import Tutor
from bot.lane import Conduct
from bot.lookout import Lookout
from bot.outreach import outreach
from bot.outreach.budget import Budget
from bot.parts import Part, Place
from bot.process import Process
from bot.providers import Provider
from bot.rooms import room
from bot.roster import RosterClerk
from bot.schedule import Schedule
from bot.sender import Sender
from bot.silence import Watch
from bot.store import Storage
from channels.terminal.channel import TerminalChannel
from channels.web.channel import WebChannel
from domain.casefile import Rules
from domain.channelports import Channel, ShowsTyping
from handlers import fault
from handlers.context import House
from storage.office.due_cases import DueCases


def build(settings: Settings, storage: Storage, known: Brain, profile: str = "web") -> Process:
    """Put a process together on an opened storage. `profile` is what the terminal shows. Raises `ConfigError`."""
    secret = keys.load_or_make(settings.server.data)
    web_channel = WebChannel(secret, storage.signals)
    reached = providers.of(settings, storage)
    channels: list[Channel] = [
        web_channel,
        TerminalChannel(storage.signals, profile),
        *(channel for provider in reached for channel in provider.channels),
    ]
    watch = Watch(storage.arrivals, providers.origins(reached), storage.clock)
    laid_down = association.rules(settings, duties.of(settings, known.library), storage.clock.now().date())
    rules, days_off = closures.live(laid_down)
    conduct = Conduct(_house(settings, known, rules), turn.take, fault.fault_step, gathering.gather)
    manner = replace(telephony.rules(settings, rules.calendar), rating_link=outreach.rating_link(settings, secret))
    sending = _sender(settings, storage, channels, manner, reached)
    engine = Engine(storage.turns(rules), storage.signals, storage.clock, conduct, onward=sending)
    storage.inbox.ahead = engine.ahead
    mind = Mind(settings, storage.school, known, engine)
    unasked = outreach.service(settings, storage.store, engine, channels, manner, telephony.answerable)
    places = [place for provider in reached for place in provider.rooms]
    desk = reception.desk(settings, storage, mind, channels, rules, unasked, manner, places, providers.doubted(reached))
    return Process(
        settings=settings,
        storage=storage,
        mind=mind,
        channels=channels,
        providers=reached,
        parts=(
            *_parts(storage, channels, reached, watch),
            *room.parts(settings, storage, reached, mind, rules),
            *_clerks(storage, rules, engine, days_off),
            Part("disk", Place.LEADER, Disk(lambda: shutil.disk_usage(settings.server.data).free, storage.troubles).run),
            *_learners(settings, storage, mind),
        ),
        engine=engine,
        sender=sending,
        schedule=Schedule(storage.timers, storage.leader, storage.clock, storage.purge, unasked.chores()),
        outreach=unasked,
        regulation=rules.regulation,
        asgi=Front(settings, storage, web_channel, secret, reached, watch).application(desk),
    )


def _sender(
    settings: Settings, storage: Storage, channels: Sequence[Channel], manner: planner.Rules, reached: Sequence[Provider]
) -> Sender:
    """Give what hands messages over, by each channel's rules and pace."""
    budget = Budget(storage.openings, storage.troubles, storage.clock, settings.twilio.whatsapp_members_a_day)
    courier = Courier(
        storage.correspondence, storage.clock, telephony.country, manner, budget.place, providers.doubted(reached)
    )
    dispatch = Dispatch(
        storage.outbox,
        storage.clock,
        random.random,
        prepare=courier.prepare,
        stopped=Stops(storage.inbox, storage.clock).tell,
        limited=budget.refused,
        begins=storage.begun.note,
        schedule=pacing.of(settings.twilio.sms_segments_per_second),
    )
    return Sender(storage.outbox, channels, storage.signals, dispatch)


def _parts(storage: Storage, channels: Sequence[Channel], reached: Sequence[Provider], watch: Watch) -> tuple[Part, ...]:
    """List what runs beside engine and sender."""
    if not reached:
        return ()
    rooms = tuple(place.account for provider in reached for place in provider.rooms)
    collector = Collector(storage.attachments, storage.files, storage.inbox, channels, storage.signals, storage.clock, rooms)
    return (
        *(provider.part for provider in reached if provider.part),
        *(part for provider in reached for part in provider.beside),
        Part("attachments", Place.LEADER, collector.run),
        Part("silence", Place.LEADER, watch.run),
        Part("courtesy", Place.LEADER, _courtesy(storage, reached).run),
    )


def _courtesy(storage: Storage, reached: Sequence[Provider]) -> Courtesy:
    """Give what shows members that their answer takes a moment."""
    able = {
        provider.origins[channel.name]: channel
        for provider in reached
        for channel in provider.channels
        if channel.capabilities.typing
    }
    shown = {origin: cast("ShowsTyping", channel) for origin, channel in able.items()}
    return Courtesy(storage.arrivals, shown, storage.clock, storage.signals)


def _clerks(storage: Storage, rules: Rules, engine: Engine, days_off: DaysOff) -> tuple[Part, ...]:
    """List what looks after tickets: who keeps members waiting, which words are searched, who is there, which days are off."""
    cases = DueCases(storage.store, rules)
    lookout = Lookout(cases, storage.inbox, storage.clock, rules)
    closed = ClosureClerk(storage.closures, days_off, cases, storage.signals)
    roster = RosterClerk(storage.officers, engine, storage.signals, rules.regulation)
    return (
        Part("lookout", Place.LEADER, lookout.run),
        Part("search", Place.LEADER, storage.indexer.run),
        Part("roster", Place.EVERYWHERE, roster.run),
        Part("closures", Place.EVERYWHERE, closed.run),
        Part("forgetting", Place.EVERYWHERE, Forgetting(storage.store, storage.dossiers, storage.files).run),
    )


def _learners(settings: Settings, storage: Storage, mind: Mind) -> tuple[Part, ...]:
    """List what learns: one process trains, all follow."""
    if not settings.learning.enabled:
        return ()
    tutor = Tutor(settings, storage.school)
    return (Part("mind", Place.EVERYWHERE, mind.run), Part("tutor", Place.LEADER, tutor.run))


def _house(settings: Settings, known: Brain, rules: Rules) -> House:
    """Give the association as its conversations see it."""
    return House(
        library=known.library,
        decide=known.decide,
        facts=association.facts(settings),
        calendar=rules.calendar,
        regulation=rules.regulation,
        rating_delay=settings.rating_delay,
        outreach=outreach.outreach(settings, rules.calendar),
        brief=telephony.counted,
    )
