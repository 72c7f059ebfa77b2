"""An officer's browser without scripts."""

import re
import secrets
import ssl
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from desk.access import sessions
from domain.model import ConversationId, OfficerId, TicketRef
from tests.desk.association import MEMBER, PASSWORD
from tests.desk.opened import Opened

_CSRF = re.compile(r'name="csrf" value="(\w+)"')
_UNENCRYPTED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients of loopback, where nothing is: to read all certificate authorities takes each some 20 ms."""
_KEY = re.compile(r'name="key" value="(\w+)"')


@dataclass
class Seat:
    """An officer's browser without scripts: cookies, pages and forms."""

    opened: Opened
    page: httpx.Response = field(init=False)

    def __post_init__(self) -> None:
        """Start without a cookie."""
        self.http = httpx.Client(base_url=self.opened.url, timeout=20, verify=_UNENCRYPTED)
        self.opened.at_end.append(self.http.close)

    def see(self, address: str = "/desk") -> httpx.Response:
        """Open a page, without following where it leads."""
        self.page = self.http.get(address)
        return self.page

    def send(self, address: str, **fields: str) -> httpx.Response:
        """Send a form of the last page: its tokens are filled in unless they are given."""
        tokens = {"csrf": _CSRF.search(self.page.text), "key": _KEY.search(self.page.text)}
        found = {name: match[1] for name, match in tokens.items() if match}
        return self.http.post(address, data=found | fields)

    def enter(self, officer: OfficerId) -> None:
        """Begin a session without the hashing that a sign-in costs."""
        token = secrets.token_hex(sessions.TOKEN_BYTES)
        expires = self.opened.clock.now() + timedelta(hours=12)
        self.opened.do(self.opened.officers.start_session(officer, sessions.token_hash(token), expires))
        self.http.cookies.set("mujib_desk", token, domain="127.0.0.1")

    def sign_in(self, username: str, password: str = PASSWORD, **fields: str) -> httpx.Response:
        """Sign in, without following where it leads."""
        self.see("/desk/sign-in")
        return self.send("/desk/sign-in", username=username, password=password, **fields)


def case(ref: TicketRef, action: str = "") -> str:
    """Give a ticket's address, or that of one of its forms."""
    return f"/desk/tickets/{ref}/{action}" if action else f"/desk/tickets/{ref}"


def taken(opened: Opened, seat: Seat, conversation: ConversationId = MEMBER) -> TicketRef:
    """Let a member ask and the officer take over; give the ticket's reference, with its page open."""
    ref = opened.ask(conversation=conversation)
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    seat.see(case(ref))
    return ref


def seat_of(opened: Opened, name: str, role: str = "officer") -> Seat:
    """Give the seat of another officer who is signed in."""
    seat = Seat(opened)
    seat.enter(opened.officer(name, f"زميل {name}", role=role))
    return seat
