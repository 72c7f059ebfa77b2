"""One turn: the language of what came, the rules ahead, the handler, and what rides along. The callable that the engine gets.

Pure; must not know what any handler does.
"""

from bot import interceptors
from domain.effects import Say, Step
from domain.inbound import Inbound
from domain.states import InForm, State, WithOfficer
from handlers import consent, language, memory, routing, speech
from handlers.context import Context
from handlers.form import numbers
from handlers.office import reminding


def take(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Give the next state and what is to be done. Raises nothing on any inbound; no more than three replies."""
    spoken, heard = language.follow(state, inbound, ctx)
    came = interceptors.intercept(state, inbound, spoken)
    step = came if isinstance(came, Step) else routing.step(state, came, spoken)
    step = memory.heard(state, inbound, memory.carried(state, step), spoken)
    step = reminding.planned(state, inbound, step, spoken)
    if isinstance(state, InForm) and memory.draft(step.state) and not isinstance(step.state, InForm):
        step = speech.offering(step, speech.option(spoken, "form:resume"))
    if interceptors.is_cut(inbound) and not isinstance(state, WithOfficer):
        step = speech.prefixed(step, speech.line(spoken, "input.cut"), "\n\n")
    step = numbers.asked(consent.offered(inbound, step, spoken), spoken)
    if ctx.contact.is_by_hand:  # nothing that is said gets there
        step = Step(step.state, tuple(effect for effect in step.effects if not isinstance(effect, Say)))
    step = numbers.shared(speech.copyable(step), spoken)
    return Step(step.state, (*heard, *step.effects))
