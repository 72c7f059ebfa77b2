"""Times the pages of a desk over HTTP, its news and its indexer."""

import random
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import insert, text

from benchmarks.crowd import Filler
from bot import serving
from domain import reference
from domain.inbound import Envelope, TextReceived
from domain.model import OfficerId, TicketRef
from storage import tables
from storage.office import indexer
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

_NEWEST = text("SELECT ref FROM ticket WHERE conversation = :of ORDER BY opened_at DESC LIMIT 1")
"""The ticket that a member just opened: the queue's first page need not show it."""


def timed(what: Callable[[], object]) -> float:
    """Give the milliseconds that something takes."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def pages(url: str, folder: str, filler: Filler, rounds: int) -> dict[str, list[float]]:
    """Serve the filled database's desk; give the milliseconds of its pages, its indexer and its news, by what was timed."""
    opened = Opened(Path(folder), url)
    opened.start()
    try:
        seat = Seat(opened)
        seat.enter(OfficerId(1))
        seat.see()
        opened.says("والرفض؟ أقدر أعترض على القرار؟")
        ref = opened.do(opened.database.read(lambda connection: connection.execute(_NEWEST, {"of": MEMBER}).scalar_one()))
        looks = looked_at(reader(seat), filler)
        for _ in range(3):
            looks["page, conversation"]()
        serving.settle_down()  # as the server does once everything is loaded
        found = {what: [timed(look) for _ in range(rounds)] for what, look in looks.items()}
        found["indexer, 100 messages"] = [taken_in(opened, filler, number) for number in range(rounds // 10)]
        found["message to open desk"] = [news(opened, seat, ref, number) for number in range(rounds // 4)]
    finally:
        opened.stop()
    return found


def looked_at(see: Callable[[str], object], filler: Filler) -> dict[str, Callable[[], object]]:
    """Give the pages that are looked at, by name."""
    pick = random.Random(13)

    def searched(words: str) -> object:
        return see(f"/desk?{urlencode({'q': words})}")

    return {
        "page, queue": lambda: see("/desk"),
        "page, conversation": lambda: see(case(reference.make(1_001 + pick.randrange(filler.tickets)))),
        "page, search name": lambda: searched(pick.choice(filler.names)),
        "page, search number": lambda: searched(filler.number(pick)),
        "page, search rare word": lambda: searched(pick.choice(filler.words)),
        "page, search everyday word": lambda: searched("السلام"),
    }


def reader(seat: Seat) -> Callable[[str], bytes]:
    """Give what opens a page as the officer at this seat, by a client that takes hardly any of the time that is measured."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in seat.http.cookies.jar)
    connection = HTTPConnection("127.0.0.1", seat.opened.port)
    seat.opened.at_end.append(connection.close)

    def see(address: str) -> bytes:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{address}: {answer.status}")
        return answer.read()

    return see


def taken_in(opened: Opened, filler: Filler, number: int) -> float:
    """Give the milliseconds until a hundred messages that just came can be found."""
    taking = indexer.Indexer(opened.store)
    rows = [
        row | {"origin": "found", "provider_id": f"{number}-{at}", "position": 3 * filler.messages + 100 * number + at}
        for at, row in enumerate(islice(filler.inbound(), 100))
    ]
    for row in rows:
        del row["id"]  # the database's to give
    opened.do(taking.catch_up())
    opened.do(opened.database.write(lambda connection: connection.execute(insert(tables.inbound), rows)))
    return timed(lambda: opened.do(taking.catch_up()))


def news(opened: Opened, seat: Seat, ref: TicketRef, number: int) -> float:
    """Give the milliseconds from a member's message to its words on an open page."""
    words, came = f"رسالة رقم {number}", threading.Event()

    def listen() -> None:
        with seat.http.stream("GET", f"/desk/events?ticket={ref}") as stream:
            listening.set()
            for line in stream.iter_lines():
                if line == "event: conversation":
                    came.set()
                    return

    listening = threading.Event()
    threading.Thread(target=listen, daemon=True).start()
    listening.wait(10)
    envelope = Envelope(MEMBER, f"news{number}", "web:main", TextReceived(words), opened.clock.now(), "محمد")
    start = time.perf_counter()
    opened.do(opened.inbox.accept([envelope]))
    came.wait(10)
    time.sleep(0.06)
    while words not in seat.see(f"{case(ref)}?part_only=1").text:
        time.sleep(0.005)
    return (time.perf_counter() - start) * 1000
