"""A member who applies: what he answers, and his form when it waits for the review."""

from tests.handlers.house import Talk

NAME, ID, MOBILE, NEED = "محمد أحمد الغامدي", "1058529940", "0501234567", "دعم إيجار بعد فقد العمل"
GIVEN = (("name", NAME), ("national_id", ID), ("mobile", "+966501234567"), ("need", NEED))


def filled() -> Talk:
    """Give a talk whose form waits for the review."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE, NEED):
        talk.say(words)
    return talk
