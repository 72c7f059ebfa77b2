"""What an unsure part of a message asks beside what is sure in it: it is answered or offered, not lost. Pure."""

from faq import certainty, following, gist, normalise, sentence
from faq.decision import Answer, Asked, Clarify, Handover, Thread, confidence_of, subject_of
from faq.entries import Entry
from faq.judge import Judge


def asked(judge: Judge, one: Asked, sure: Asked, whole: Asked) -> Asked | None:
    """Give what an unsure part asks that is not about what is sure; None where it asks nothing besides.

    Of what is sure it has the topic, unless its words say otherwise: «رسوم العضوية كم؟ ولو انرفضت ترجع؟». What the
    whole is surely about beside that is what it asks: «كم رسوم العضوية وهل ترجع لو انسحبت».
    """
    meant = judge.entries.get(subject_of(sure.decision))
    if meant is None or not isinstance(one.decision, Clarify):
        return None
    if gist.is_vague(one.question) and not sentence.is_question(sure.question):
        return None  # «أنوي الترشح للمجلس. ما الشروط؟» names what of
    goes_on = isinstance(sure.decision, Answer) and sentence.continues(one.question)
    if goes_on and isinstance(whole.decision, Answer) and not certainty.same(meant, judge.entries[whole.decision.entry]):
        return Asked(one.question, whole.decision)
    leans = following.leans(one.question) or gist.is_open(one.question)
    if leans and isinstance(sure.decision, Answer) and sentence.asks(one.question):
        return _leaning(judge, one.question, meant)
    marked = goes_on or any(mark in one.question for mark in "?؟")
    return _likely(judge, one.question, meant) if marked else _unmarked(judge, one.question, meant)


def named(judge: Judge, question: str, sure: Entry, least: float, *, leans: bool = True) -> Asked | None:
    """Answer what a part of a message names besides what is sure, or offer it where it is less so; None where it names no more.

    It is offered from the probability `least`. Where it may lean on what is sure, it must be of another topic, and name it
    in more than a few words.
    """
    if following.leans(question) or following.points(question) or gist.is_open(question) or sentence.is_of_another(question):
        return None
    if leans and len(gist.content(normalise.key(question).split())) < following.LONG_ENOUGH:
        return None
    alone = judge.decided(question, Thread())
    other = judge.entries.get(subject_of(alone))
    if other is None or not isinstance(alone, Answer | Handover) or certainty.same(other, sure):
        return None
    levels, confidence = judge.scales.thresholds, confidence_of(alone)
    if confidence < least or (leans and other.topic == sure.topic):
        return None
    stands = confidence >= levels.stands and sentence.is_question(question)
    return Asked(question, alone if stands else judge.scales.ask(alone.candidates))


def _leaning(judge: Judge, question: str, sure: Entry) -> Asked | None:
    """Offer what a question may ask of what is sure, as on the next message: «كيف انسحب وكم ياخذ وقت»."""
    further = judge.decided(question, Thread(sure.id, sure.topic))
    offered = judge.scales.ask(tuple(one for one in further.candidates if not certainty.same(sure, judge.entries[one.entry])))
    return Asked(question, offered) if offered.candidates else None


def _unmarked(judge: Judge, question: str, sure: Entry) -> Asked | None:
    """Give what is asked without a mark: it must ask by its words, and of nothing that it only points at."""
    if sentence.tells(question):
        return None
    if found := named(judge, question, sure, judge.scales.thresholds.answer):
        return found
    asks = sentence.asks(question) and not following.points(question)
    return _likely(judge, question, sure) if asks else None


def _likely(judge: Judge, question: str, sure: Entry) -> Asked | None:
    """Offer what a question may mean, of the topic of what is sure rather than of another; None where it means that."""
    ranked = tuple(found for found in judge.rank(question).candidates if found.entry in judge.entries)
    likely = judge.scales.leaning(ranked, following.near(judge.entries, Thread(topic=sure.topic)))
    if not likely or certainty.same(sure, judge.entries[likely[0].entry]):
        return None
    offered = judge.scales.ask(tuple(found for found in likely if not certainty.same(sure, judge.entries[found.entry])))
    return Asked(question, offered) if offered.candidates else None
