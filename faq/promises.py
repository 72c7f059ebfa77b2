"""Promises: the committee answers in a period that has an earliest and no latest date (`policy/handling.5`: "not less than").

Pure judgement of wording; must not know entries or files.
"""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^.!?؟\n]+")
_FIGURE = re.compile(
    r"أسبوع|\b\d+\s*(?:يوم|أيام|days?|weeks?)|\b(?:two|three|four|fourteen|thirty) (?:weeks|days)",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"(?:حد|مدة|موعد|وقت|بحد|كحد)\s+أقصى|أقصاه|لا (?:ت|ي)تجاوز|لا (?:ت|ي)زيد (?:على|عن)"
    r"|\bat (?:the )?(?:most|latest)\b|\b(?:no|not) (?:later|more|longer) than\b|\bmaximum\b|\bdeadline\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"ليس|لا يوجد|لا توجد|لا تحدد|لا تذكر|لم |دون |بلا |\b(?:not|no|never|nor|without)\b(?! (?:later|more|longer) than)",
    re.IGNORECASE,
)


def broken(text: str) -> Iterator[str]:
    """Say what an answer on the committee's period promises and must not: a figure of its own, a latest date."""
    if _FIGURE.search(text):
        yield "the committee's period is a value of the configuration: write {committee_period}"
    for sentence in _SENTENCE.findall(text):
        if _LATEST.search(sentence) and not _DENIAL.search(sentence):
            yield "promises a latest date for the committee: its period is a minimum"
