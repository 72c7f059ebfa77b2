"""Files that go with a reply: shown by the channel itself where it can, else as a sentence with their address. Pure.

Whether it can is a matter of its capabilities alone. Nothing is lost: a text that is too long for a caption is a message of its
own, and what a provider refuses can still go as words.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from channels import text
from domain.capabilities import Capabilities
from domain.channelports import Outgoing
from domain.model import Attachment, Reply

Read = Callable[[str], Awaitable[bytes | None]]
"""Gives the content of a file by its name in our store; None where there is none any more."""


async def nothing(_: str) -> None:
    """Read where no files are kept."""
    return


def render(reply: Reply, capabilities: Capabilities) -> tuple[Outgoing, ...]:
    """Give the messages, in order, that say this reply and show its file; what is to be pressed comes last."""
    file = reply.attachment
    if file is None:
        return text.render(reply, capabilities)
    bare = replace(reply, attachment=None)
    if not shows(file, capabilities):
        return text.render(replace(bare, text=_joined(reply.text, file.words)), capabilities)
    alone = Outgoing("", markup=capabilities.markup, attachment=file)
    if not (reply.text.strip() or reply.options):
        return (alone,)
    *heads, last = text.render(bare, capabilities)
    if not heads and not reply.options and _fits(last.text, file, capabilities):
        return (replace(last, attachment=file),)
    return (*heads, alone, last) if reply.options else (*heads, last, alone)


def shows(file: Attachment, capabilities: Capabilities) -> bool:
    """Tell whether the channel shows this file to the member itself."""
    if capabilities.fetches and not file.address.startswith("https://"):
        return False
    if file.is_picture and file.size <= capabilities.pictures_out:
        return True
    types = capabilities.document_types
    return file.size <= capabilities.documents_out and (types is None or file.mime in types)


def as_words(message: Outgoing) -> Outgoing:
    """Give a message with the address of its file in place of the file."""
    file = message.attachment
    return replace(message, text=_joined(message.text, file.words), attachment=None) if file else message


def _fits(caption: str, file: Attachment, capabilities: Capabilities) -> bool:
    has_one = file.is_picture or capabilities.captioned
    return has_one and text.length(caption, capabilities.text_unit) <= capabilities.caption


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part.strip())
