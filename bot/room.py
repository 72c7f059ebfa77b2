"""Puts the officers' room together, where a provider has one and the configuration names it."""

from collections.abc import Sequence

from bot import association, citing
from bot.config import Settings
from bot.parts import Part, Place
from bot.providers import Provider
from bot.recall import Mind
from bot.room_clerk import Clerk
from bot.room_mirror import Mirror
from bot.room_place import RoomPlace
from bot.room_words import Wording
from bot.store import Storage
from desk.texts import texts
from domain.casefile import Rules
from domain.model import Language
from storage.officer_links import Links
from storage.rooms import Rooms


def parts(settings: Settings, storage: Storage, reached: Sequence[Provider], mind: Mind, rules: Rules) -> tuple[Part, ...]:
    """List what runs for the rooms, and have what is said there heard."""
    found: list[Part] = []
    t, rooms = texts(Language(settings.telegram.officers_language)), Rooms(storage.store)
    words = Wording(t, citing.lookup(mind.brain.library, association.facts(settings)), rules.calendar.tz, settings.public_url)
    for provider in reached:
        if provider.room is None or provider.listen is None:
            continue
        place = RoomPlace(provider.room, storage.troubles)
        clerk = Clerk(
            room=provider.room,
            rooms=rooms,
            links=Links(storage.store),
            tickets=storage.tickets,
            officers=storage.officers,
            inbox=storage.inbox,
            clock=storage.clock,
            regulation=rules.regulation,
            t=t,
            address=words.address,
            place=place,
        )
        provider.listen(clerk)
        mirror = Mirror(
            provider.room,
            rooms,
            storage.tickets,
            storage.transcript,
            storage.signals,
            storage.clock,
            words,
            place,
            storage.files.read,
        )
        found += [Part("room.place", Place.EVERYWHERE, place.run)]
        found += [Part("room.clerk", Place.EVERYWHERE, clerk.run), Part("room.mirror", Place.LEADER, mirror.run)]
    return tuple(found)
