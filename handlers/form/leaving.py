"""A form that is left: put aside with what was answered, or thrown away. Must not throw away what the member did not say."""

from domain.effects import CancelReminder, Step
from domain.states import Draft, Idle, State
from handlers import menu, moods, speech
from handlers.context import Context
from handlers.form import forms


def stop(state: State, ctx: Context) -> Step:
    """Put the form aside with all that was answered."""
    aside = moods.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    key = "form.stopped" if aside.answers else "form.left_early"
    said = speech.say(ctx, speech.line(ctx, key, kept=kept(ctx)), "form:resume", "act:menu", "act:officer")
    return Step(Idle(draft=aside), (said,))


def cancel(state: State, ctx: Context) -> Step:
    """Put the form aside and ask whether what was answered is to be kept; where nothing was, there is nothing to ask."""
    aside = moods.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    if not aside.answers:
        return discard(state, ctx)
    told = speech.line(ctx, "form.cancelled", form=speech.line(ctx, forms.BEGUN[aside.form]), kept=kept(ctx))
    said = speech.say(ctx, told, "form:stop", "form:discard")
    return Step(Idle(draft=aside), (said,))


def keep_or_erase(state: State, ctx: Context) -> Step:
    """Put the question of `cancel` once more to who answered it with a yes, a no or the like, which decides neither."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "form.keep_or_erase"), "form:stop", "form:discard"),))


def discard(state: State, ctx: Context) -> Step:
    """Throw away what was answered: nothing of it is kept in a state, and nobody is reminded of it."""
    aside = moods.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    told = speech.line(ctx, "form.discarded" if aside.answers else "describing.cancelled")
    return Step(Idle(), (CancelReminder(moods.FORM), speech.say(ctx, told, *menu.MENU)))


def kept(ctx: Context) -> str:
    """Say how long a form that was put aside is kept."""
    return speech.counted(ctx, "form.kept", ctx.house.outreach.form_kept.days)


def waits(told: str, draft: Draft, ctx: Context) -> str:
    """Say what was done to a form that was put aside, and that it still waits."""
    return f"{told} {speech.line(ctx, 'form.waits', form=speech.line(ctx, forms.BEGUN[draft.form]))}"
