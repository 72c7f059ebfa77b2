"""What members read where they cannot answer: a line that says that there is something to read, and where. Never a question."""

from collections.abc import Mapping
from typing import Final

from domain.model import Language

ANSWER: Final[Mapping[Language, str]] = {
    Language.ARABIC: "وصل رد {association} على طلبك، وهو في:\n{link}",
    Language.ENGLISH: "{association} has answered you. Read it at:\n{link}",
}
UPDATE: Final[Mapping[Language, str]] = {
    Language.ARABIC: "لديك تحديث من {association}، وهو في:\n{link}",
    Language.ENGLISH: "There is news for you from {association}:\n{link}",
}
RATING: Final[Mapping[Language, str]] = {
    Language.ARABIC: "رأيك في خدمة {association} يهمنا، وهذا رابط تقييمها:\n{link}",
    Language.ENGLISH: "Your opinion of our service matters to {association}. Rate it at:\n{link}",
}
