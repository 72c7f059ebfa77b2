"""Puts the officers' room together, where a provider has one and the configuration names it."""

from collections.abc import Mapping, Sequence

from bot import association, reception
from bot.config import Settings
from bot.knowledge import citing
from bot.knowledge.mind import Mind
from bot.parts import Part, Place
from bot.providers import Provider
from bot.rooms.clerk import Clerk
from bot.rooms.courier import Courier
from bot.rooms.herald import Herald
from bot.rooms.mirror import Mirror
from bot.rooms.pen import Pen
from bot.rooms.place import RoomPlace
from bot.rooms.wording import Wording
from bot.store import Storage
from desk import work_view
from desk.texts import texts
from domain.casefile import Rules
from domain.duties import Regulation
from domain.errors import ConfigError
from domain.model import Language
from domain.roomports import Room
from storage.office.alerts import Alerts
from storage.office.officer_links import Links
from storage.office.rooms import Rooms
from storage.office.saved import SharedFiles


def parts(settings: Settings, storage: Storage, reached: Sequence[Provider], mind: Mind, rules: Rules) -> tuple[Part, ...]:
    """List what runs for the rooms, and have what is said there heard."""
    refuse_unknown(settings.telegram.department_groups, rules.regulation)
    language = Language(settings.telegram.officers_language)
    lookup, t = citing.lookup(mind.brain.library, association.facts(settings)), texts(language)
    names = {department: one.title[language] for department, one in rules.regulation.departments.items()}
    posts = work_view.post_titles(rules.regulation, t)
    words = Wording(t, lookup, rules.calendar.tz, settings.public_url, names, posts)
    rooms = (room for provider in reached for room in provider.rooms)
    first = [provider.rooms[0] for provider in reached if provider.rooms]  # one account: one private chat with each officer
    heralds = [Herald(one, Alerts(storage.store), storage.signals, t, words.address, settings.public_url) for one in first]
    return (
        *(part for room in rooms for part in _parts_of(room, settings, storage, words, rules.regulation)),
        *(Part("room.herald", Place.LEADER, herald.run) for herald in heralds),
    )


def _parts_of(room: Room, settings: Settings, storage: Storage, words: Wording, regulation: Regulation) -> tuple[Part, ...]:
    """List what runs for one room."""
    place, rooms = RoomPlace(room, storage.troubles), Rooms(storage.store, room.name, room.share)
    clerk = Clerk(
        room=room,
        rooms=rooms,
        links=Links(storage.store),
        tickets=storage.tickets,
        officers=storage.officers,
        inbox=storage.inbox,
        clock=storage.clock,
        regulation=regulation,
        t=words.t,
        address=words.address,
        place=place,
        courier=Courier(
            room,
            storage.files,
            SharedFiles(storage.store),
            storage.clock,
            settings.web.max_upload_mb * 1024 * 1024,
            settings.public_url,
            reception.file_words,
        ),
    )
    room.listen(clerk)
    mirror = Mirror(
        Pen(room, storage.clock, storage.files.read),
        rooms,
        storage.tickets,
        storage.transcript,
        storage.signals,
        storage.clock,
        words,
        place,
    )
    return (
        Part("room.place", Place.EVERYWHERE, place.run),
        Part("room.clerk", Place.EVERYWHERE, clerk.run),
        Part("room.mirror", Place.LEADER, mirror.run),
    )


def refuse_unknown(groups: Mapping[str, int], regulation: Regulation) -> None:
    """Find groups of departments that there are not. Raises `ConfigError`."""
    if unknown := groups.keys() - regulation.departments.keys():
        raise ConfigError(
            f"telegram.department_groups: no department of the regulation of duties: {', '.join(sorted(unknown))};"
            f" there are {', '.join(sorted(regulation.departments))}"
        )
