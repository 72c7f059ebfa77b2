"""What a member agreed to and how that is known, where he wants to be told things, his projects: forms of the member page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from starlette.responses import Response

from desk import formatting, pages
from desk.office import Office
from desk.outreach import announcement_view, drafts, upcoming
from desk.permissions import Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain.deskports import MemberCard
from domain.model import ConversationId
from domain.outreach import ConsentWord
from domain.quiet import MessageClass

ADDRESS: Final = "/desk/members"
_GIVEN: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One word of his as the page shows it."""

    about: str
    """Which messages: of a class, all, or, where he let himself be written to again, news of his own matters."""
    given: bool
    at: str
    proof: str
    channel: str
    officer: str
    current: bool
    """It is his latest word on that."""


async def shown(office: Office, visit: SignedVisit, card: MemberCard) -> dict[str, Any]:
    """Collect what the member's page shows of it."""
    t, now = texts(visit.language), office.clock.now()
    names = {one.id: one.name for one in await office.officers.all()}
    first = card.identities[0].conversation

    def at(moment: datetime | None) -> str:
        return formatting.both_dates(moment, office.zone, t) if moment else ""

    appointments = [
        (ticket.ref, upcoming.view(one, at, now))
        for ticket in card.tickets
        if ticket.stage.is_open
        for one in await office.unasked.appointments.of(ticket.ref)
        if not one.cancelled and one.at > now
    ]
    return {
        "consents": _views(await office.unasked.consents.history(first), office, names, t),
        "classes": tuple(MessageClass),
        "own_channels": _channels(card, t),
        "appointments": appointments,
        "projects": await office.unasked.projects.of(first),
        "all_projects": tuple(await office.unasked.projects.all()),
    }


async def standing(office: Office, visit: SignedVisit, conversation: ConversationId) -> tuple[ConsentView, ...]:
    """Give the member's latest word on each kind of message."""
    said = await office.unasked.consents.history(conversation)
    return tuple(one for one in _views(said, office, {}, texts(visit.language)) if one.current)


def _channels(card: MemberCard, t: Texts) -> dict[str, str]:
    names = (one.conversation for one in card.identities)
    return {
        key: formatting.channel_words(ConversationId(f"{key}:"), t)
        for key in dict.fromkeys(name.partition(":")[0] for name in names)
        if key not in announcement_view.NO_CHANNELS
    }


def _views(said: tuple[ConsentWord, ...], office: Office, names: dict[Any, str], t: Texts) -> tuple[ConsentView, ...]:
    latest: set[MessageClass | None] = set()
    views = []
    for word in said:
        proof = word.consent.proof
        views.append(
            ConsentView(
                about=t(_about(word)),
                given=word.consent.given,
                at=formatting.both_dates(word.consent.at, office.zone, t),
                proof=t(f"consent_proof.{proof}") if t.has(f"consent_proof.{proof}") else proof,
                channel=formatting.channel_words(word.conversation, t),
                officer=names.get(word.officer, "") if word.officer is not None else "",
                current=word.message not in latest,
            )
        )
        latest.add(word.message)
    return tuple(views)


def _about(word: ConsentWord) -> str:
    if word.message:
        return f"class.{word.message}"
    return "consent.again" if word.consent.given else "consent.everything"


# ---- what officers write down ----------------------------------------------------------------------------------------


async def record(office: Office, visit: SignedVisit) -> Response:
    """Write down what the member said elsewhere, with how he said it."""
    card = await _card(office, visit, Right.RECORD_CONSENT, Right.RECORD_REFUSAL)
    if card is None:
        return pages.unknown(office, visit)
    message, given = visit.form.get("message", ""), _GIVEN.get(visit.form.get("given", ""))
    proof = " ".join(visit.form.get("proof", "").split())
    if message not in set(MessageClass) or given is None:
        return _back(visit, fault="malformed")
    if given and not pages.may(office, visit, Right.RECORD_CONSENT):
        return _back(visit, fault="not_allowed")
    if not proof or len(proof) > drafts.LINE:
        return _back(visit, fault="too_long" if proof else "no_proof")
    of = card.identities[0].conversation
    known = await office.unasked.consents.history(of)
    if not any(_said(word, MessageClass(message), proof, given=given) for word in known[:1]):
        await office.unasked.consents.record(of, MessageClass(message), visit.officer.id, proof, given=given)
        await office.audit.record(visit.officer.id, "consent", of, f"{message}: {'yes' if given else 'no'}")
    return _back(visit, done="consent")


async def prefer(office: Office, visit: SignedVisit) -> Response:
    """Say on which channel the member wants to be told things."""
    card, wanted = await _card(office, visit, Right.PLACE_MEMBER), visit.form.get("channel", "")
    if card is None:
        return pages.unknown(office, visit)
    if wanted and wanted not in _channels(card, texts(visit.language)):
        return _back(visit, fault="malformed")
    await office.members.prefer(card.identities[0].conversation, wanted, visit.officer.id)
    return _back(visit, done="changed")


async def project(office: Office, visit: SignedVisit) -> Response:
    """Say that the member belongs to a project, or no more."""
    card, name = await _card(office, visit, Right.PLACE_MEMBER), " ".join(visit.form.get("project", "").split())
    if card is None:
        return pages.unknown(office, visit)
    if not name or len(name) > drafts.LINE:
        return _back(visit, fault="malformed")
    of = card.identities[0].conversation
    leaving = visit.form.get("leave") == "yes"
    await (office.unasked.projects.leave if leaving else office.unasked.projects.join)(name, of)
    await office.audit.record(visit.officer.id, "project_left" if leaving else "project_joined", of, name)
    return _back(visit, done="changed")


def _said(word: ConsentWord, message: MessageClass, proof: str, *, given: bool) -> bool:
    """Tell whether this was written down a moment ago: a button pressed twice."""
    return word.message is message and (word.consent.given, word.consent.proof) == (given, proof)


async def _card(office: Office, visit: SignedVisit, *rights: Right) -> MemberCard | None:
    of = visit.form.get("of", "")
    if not of or not pages.may(office, visit, *rights):
        return None
    return await office.members.card(ConversationId(of))


def _back(visit: SignedVisit, *, done: str = "", fault: str = "") -> Response:
    said = {"done": done} if done else {"fault": fault}
    query = str(visit.request.url.include_query_params(of=visit.form.get("of", ""), **said).query)
    return pages.see_other(f"{ADDRESS}?{query}")
