"""WhatsApp as a channel: `domain.channelports.Channel` over Twilio. The only module of its package that does I/O of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog

from channels import enclosing
from channels.twilio import address, errors, form, inbound, media, sending, signature
from channels.twilio.client import Api
from channels.twilio.order import Order
from channels.whatsapp import contents, render
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.errors import Refused, SendError, StorageError, Unreachable
from domain.inbound import Envelope
from domain.model import ConversationId, Language, Reply

_log = structlog.get_logger()
_TYPING_SECONDS = 20.0
"""After which it is shown again: WhatsApp takes it away after 25 s."""


_NOT_ANY_MORE: Final = "the template is not approved any more"
_UNREACHED: Final = "Twilio does not reach this member's WhatsApp id; write to his number instead"


class WhatsApp:
    """One sender, `+14155238886` for instance, and the members who write to it."""

    name = "whatsapp"

    def __init__(
        self,
        api: Api,
        sender: str,
        *,
        interactive: bool = True,
        number: sending.Number = sending.unknown,
        refused: sending.Judge = sending.unheard,
    ) -> None:
        """Speak as `sender`, an address without `whatsapp:`; without `interactive` options are numbered lines only.

        `number` gives the last number of whoever writes in a conversation; empty where none is known. `refused` hears of
        templates for which a message was refused.
        """
        self._refused = refused
        self._number = number
        self._api = api
        self.sender = sender
        self._interactive = interactive
        self._contents = contents.Contents(api)
        self.order = Order(self._status)
        self._sending = sending.Sending(api, order=self.order)

    @property
    def capabilities(self) -> Capabilities:
        """What WhatsApp can show."""
        return render.CAPABILITIES

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` unless Twilio signed the request."""
        signature.verify(request, form.pairs(request), self._api.account.secrets)

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read a posted message. Raises `BadInput`, or `NotVerified` for another account's."""
        return inbound.parse(form.fields(form.pairs(request)), self._api.account.sid, request.at)

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the reply as WhatsApp shows it."""
        return render.render(reply)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Hand the messages over and give the id of the last. Raises one of the send errors."""

        async def compose(message: Outgoing) -> sending.Body:
            return await self._compose(message, outbound.reply.language)

        try:
            return await self._sending.send(outbound, messages, compose)
        except SendError as error:
            if error.code == errors.NO_NUMBER and not address.is_number(address.parties(outbound.conversation)[2]):
                return await self._by_number(outbound, messages, error)
            if error.code in errors.TEMPLATE and messages[0].template:
                await self._judge(messages[0].template, error)
            if error.code not in errors.CONTENT | errors.MEDIA or not any(map(_is_more_than_words, messages)):
                raise
            # the words are good and surely unsent: it is the widget or the file that was refused
            _log.warning("whatsapp.content.refused", outbound=outbound.id, code=error.code)
            return await self._sending.send(outbound, messages, _as_words)

    async def _judge(self, template: str, error: SendError) -> None:
        """Raise `Unreachable` where the template is not used from now on: the message is surely unsent, and planned anew."""
        try:
            stopped = await self._refused(template, error.code)
        except StorageError:
            return  # what was refused is refused all the same
        if stopped:
            raise Unreachable(_NOT_ANY_MORE, error.code) from error

    async def _by_number(self, outbound: Outbound, messages: Sequence[Outgoing], refused: SendError) -> str:
        """Write, once, to the last number known of a member whose id Twilio takes for none: it is surely unsent."""
        _log.error("whatsapp.business_id.refused", outbound=outbound.id, code=refused.code)
        try:
            number = await self._number(outbound.conversation)
        except StorageError as error:
            raise Unreachable("it was not asked for") from error
        if not number:
            raise Refused(_UNREACHED, refused.code) from refused
        channel, ours, _ = address.parties(outbound.conversation)
        return await self.send(replace(outbound, conversation=address.conversation(channel, ours, number)), messages)

    async def typing(self, conversation: ConversationId, answered: str) -> float:
        """Show that an answer is being written; it marks the member's message as read, too. Raises one of the send errors."""
        del conversation  # Twilio finds it by the message
        await self._api.typing(answered.partition("/")[0])
        return _TYPING_SECONDS

    async def fetch(self, reference: str) -> bytes:
        """Give an attachment's content. Raises `Unreachable` or `BadInput`."""
        return await media.fetch(self._api, reference)

    async def _status(self, sid: str) -> tuple[str, str]:
        try:
            return await self._api.status(sid)
        except SendError as error:
            _log.debug("whatsapp.status.not_asked", sid=sid, code=error.code)
            return "", ""

    async def _compose(self, message: Outgoing, language: Language) -> sending.Body:
        if message.template:
            return sending.templated(message)
        if message.attachment:
            return {"MediaUrl": message.attachment.address} | ({"Body": message.text} if message.text else {})
        options = message.buttons or message.rows
        if options and self._interactive and (sid := await self._contents.find(message, language)):
            return sending.content(sid, contents.variables(message.text, options))
        return await _as_words(message)


def _is_more_than_words(message: Outgoing) -> bool:
    return bool(message.buttons or message.rows or message.attachment)


async def _as_words(message: Outgoing) -> sending.Body:
    return sending.templated(message) if message.template else {"Body": enclosing.as_words(message).text}
