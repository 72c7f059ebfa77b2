"""Thanks that are to reach somebody else, whatever they resemble: passed on to an officer. Must not thank in his place."""

from domain.effects import Step
from domain.states import State
from faq.decision import Answer, Asked
from handlers import actions
from handlers.context import Context
from handlers.hearing import manners, words


def heard(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Pass them on, «ودي تشكرون الموظف ابو ناصر»; None where none are, or something is asked."""
    asks = isinstance(asked.decision, Answer) or words.asks(asked.question)
    if asks or not manners.would_have_thanked(asked.question):
        return None
    return actions.run("thanks", "", state, asked.question, ctx)
