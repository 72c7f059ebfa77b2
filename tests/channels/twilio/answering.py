"""The engine's answer to the last message on a bench, sent."""

from domain.channelports import Outbound
from domain.effects import Say
from domain.model import Reply
from domain.turnports import LaneResult, Turn
from storage.outbox import Outbox
from storage.turns import Turns
from tests.channels.twilio.conftest import Bench
from tests.databases import names

WAITING = "SELECT conversation, kind, words FROM inbound ORDER BY id"


async def sent(bench: Bench, reply: Reply) -> tuple[Outbound, str]:
    """Have the engine answer the last message, send it and keep Twilio's id."""
    claims = names()
    turns, outbox = Turns(bench.store, lambda: next(claims)), Outbox(bench.store, lambda: next(claims))
    (lane,) = await turns.claim(1, 10)
    turn = Turn(lane.pending[0].id, (Say(reply),))
    await turns.commit([LaneResult(lane.claim, lane.contact.conversation, lane.state, (), (turn,))])
    (outbound,) = await outbox.claim(1, ["whatsapp"])
    sid = await bench.whatsapp.send(outbound, bench.whatsapp.render(outbound.reply))
    await outbox.sent([(outbound.id, sid)])
    return outbound, sid
