"""What is known of words beside an open ticket that are a part of it: where no document has it, who reads it, when it is.

Must not note them: `handlers.ticket.details` does.
"""

from typing import Final

from domain.states import Describing
from faq.decision import Answer, Decision, Handover
from faq.entries import Flag
from handlers import speech
from handlers.context import Context
from handlers.hearing import turnings, unwanted, words
from handlers.question import answers, meanwhile

_RATHER: Final = 0.35
"""Confidence from which what asks is rather about a matter on which the documents are silent."""
_CONFIDENTIAL: Final = "complaints.confidential"
"""The entry that tells who reads a complaint."""
_OFFICE: Final = "contact"
"""The topic of when and where we are found: «متى تفتح» asks of us."""


def silence(text: str, decided: Decision, ctx: Context) -> str:
    """Give what no document has of what is asked or wished for, «مين يصلح الانبوب», «وابغى تعويض»; else nothing."""
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Handover) and decided.candidates else None
    if entry is None or Flag.REFUSED in entry.flags:
        return ""
    sure = decided.candidates[0].confidence
    known = (sure >= _RATHER and meanwhile.may_ask(text)) or (sure >= meanwhile.KNOWN and words.wants(text))
    return speech.approved(entry, ctx) if known else ""


def who_reads(text: str, ctx: Context) -> str:
    """Tell who would have his name left out who reads it, «لا تكتبون اسمي»; else nothing."""
    return answers.text(_CONFIDENTIAL, ctx) if unwanted.forbids_name(text) else ""


def asks_when_it(state: Describing, text: str, decided: Decision, ctx: Context) -> bool:
    """Tell whether he asks when what he told of will be: «متى ترجع» behind a power cut is no refund of a leaver's."""
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Answer) else None
    return not state.entry and entry is not None and entry.topic != _OFFICE and turnings.asks_when_it(text)
