"""The page on which a member rates without signing in, reached by a signed link where his channel takes no answer.

The link is for one ticket and one rating, which he may change until the link ends. Works without scripts. What he gives enters
the inbox like everything else; nothing of the ticket but its number is shown.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qs

from starlette import requests, responses
from starlette.routing import Route

from channels import text
from channels.http import body
from channels.web import assets, headers, limits, site
from channels.web.limits import Limits
from domain import reference
from domain.errors import BadInput, NotVerified, StorageError
from domain.inbound import Envelope, RatingGiven
from domain.model import Language, TicketRef
from domain.ports import Clock, Inbox
from domain.ticketports import TicketFile, Tickets

ORIGIN: Final = "page"
SCORES: Final = (5, 4, 3, 2, 1)
LOW: Final = 2
"""A rating up to this reopens the ticket, as the page says."""
LONGEST_COMMENT: Final = 1000
_MOST_BODY: Final = 16 * 1024
_HOUR: Final = 3600
_SIGNATURE: Final = 22
"""Characters of base64: 132 bits."""
_TOKEN = re.compile(r"(T[0-9]{2,12})\.(ar|en)\.([0-9a-f]{1,8})\.([A-Za-z0-9_-]{22})")
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,32}")


# ---- the link --------------------------------------------------------------------------------------------------------


def token(ticket: TicketRef, language: Language, until: datetime, secret: bytes) -> str:
    """Make the last part of a link's address; it ends with the full hour after `until`."""
    plain = f"{ticket}.{language.value}.{int(until.timestamp()) // _HOUR + 1:x}"
    return f"{plain}.{_sign(plain, secret)}"


def opened(given: str, secret: bytes, now: datetime) -> tuple[TicketRef, Language]:
    """Give the ticket and the language of a link. Raises `NotVerified` for one that is forged or has ended."""
    found = _TOKEN.fullmatch(given)
    plain = given.rpartition(".")[0]
    if found is None or not hmac.compare_digest(found[4], _sign(plain, secret)):
        raise NotVerified("this is no link of ours")
    if datetime.fromtimestamp(int(found[3], 16) * _HOUR, UTC) <= now:
        raise NotVerified("the link has ended")
    return TicketRef(found[1]), Language(found[2])


def _sign(plain: str, secret: bytes) -> str:
    digest = hmac.new(secret, f"rate:{plain}".encode(), sha256).digest()
    return urlsafe_b64encode(digest)[:_SIGNATURE].decode()


# ---- the page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingPage:
    """The page, and what it works with."""

    secret: bytes
    tickets: Tickets
    inbox: Inbox
    clock: Clock
    association: Mapping[Language, str]
    limits: Limits = field(default_factory=lambda: Limits(0))

    def routes(self) -> list[Route]:
        """List the routes."""
        return [Route("/rate/{token}", self.ask, methods=["GET"]), Route("/rate/{token}", self.take, methods=["POST"])]

    async def ask(self, http: requests.Request) -> responses.Response:
        """Ask for the rating, or show the one that was given."""
        return await self._answered(http, taking=False)

    async def take(self, http: requests.Request) -> responses.Response:
        """Take the rating; the same form sent twice is one rating."""
        return await self._answered(http, taking=True)

    async def _answered(self, http: requests.Request, *, taking: bool) -> responses.Response:
        language = site.chosen_language(http)
        try:
            ticket, language = opened(http.path_params["token"], self.secret, self.clock.now())
            file = await self._file(ticket)
            return await self._taken(http, file, language) if taking else self._asked(file, language)
        except NotVerified:
            return self._page("gone", language, 404)
        except BadInput as error:
            too_many = str(error) == limits.TOO_MANY
            return self._page("unavailable", language, 429) if too_many else self._page("bad", language, 400)
        except StorageError:
            return self._page("unavailable", language, 503)

    async def _file(self, ticket: TicketRef) -> TicketFile:
        file = await self.tickets.file(ticket)
        if file is None:
            raise NotVerified("there is no such ticket any more")
        return file

    def _asked(self, file: TicketFile, language: Language) -> responses.Response:
        card = file.card
        kind = "open" if card.stage.is_open and card.rating is None else "ask"
        shown = {"rated": card.rating, "comment": card.comment, "nonce": secrets.token_urlsafe(16)}
        return self._page(kind, language, 200, ref=reference.written(card.ref), **shown)

    async def _taken(self, http: requests.Request, file: TicketFile, language: Language) -> responses.Response:
        score, comment, nonce = _read(await _fields(http))
        ref = file.card.ref
        self.limits.hear(http.client.host if http.client else "", f"rate:{ref}", self.clock.now().timestamp())
        mark = sha256(comment.encode()).hexdigest()[:8]
        given = Envelope(
            conversation=file.card.conversation,
            provider_id=f"rate/{ref}/{nonce}/{score}/{mark}",
            origin=ORIGIN,
            inbound=RatingGiven(ref, score, comment),
            sent_at=self.clock.now(),
        )
        await self.inbox.accept([given])
        return self._page("low" if score <= LOW else "thanks", language, 200, ref=reference.written(ref), score=score)

    def _page(self, kind: str, language: Language, status: int, **shown: Any) -> responses.Response:
        html = site.page(
            "rate.html",
            kind=kind,
            language=language,
            direction=site.DIRECTION[language],
            assets=f"../assets/{assets.version()}",
            texts=site.texts(language)["rating"],
            name=self.association[language],
            scores=SCORES,
            longest=LONGEST_COMMENT,
            **shown,
        )
        return responses.HTMLResponse(html, status, {**headers.page(), "Cache-Control": "no-store"})


async def _fields(http: requests.Request) -> Mapping[str, list[str]]:
    content = await body(http.receive, _MOST_BODY)
    try:
        return parse_qs(content.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError as error:
        raise BadInput("malformed") from error


def _read(fields: Mapping[str, list[str]]) -> tuple[int, str, str]:
    score, nonce = (fields.get(name, [""])[0] for name in ("score", "nonce"))
    if score not in {str(each) for each in SCORES} or not _NONCE.fullmatch(nonce):
        raise BadInput("malformed")
    words = " ".join(fields.get("comment", [""])[0].split())[:LONGEST_COMMENT]
    return int(score), text.received(words) if words else "", nonce
