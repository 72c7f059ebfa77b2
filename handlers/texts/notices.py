"""What is said by the way in which a message goes: where members cannot answer, and where it may have come before."""

from collections.abc import Mapping
from typing import Final

from domain.model import Language

REPEATED: Final[Mapping[Language, str]] = {
    Language.ARABIC: "لعل هذه الرسالة لم تصلك، فنعيد إرسالها:",
    Language.ENGLISH: "This message may not have reached you, so here it is again:",
}
# where a member cannot answer he is told that there is news, and where he goes on; never a question, nor that it stands there
UPDATE: Final[Mapping[Language, str]] = {
    Language.ARABIC: "لدى {association} جديد لك، تابعه في:\n{link}",
    Language.ENGLISH: "{association} has news for you. Follow it up at:\n{link}",
}
RATING: Final[Mapping[Language, str]] = {
    Language.ARABIC: "رأيك في خدمة {association} يهمنا، وهذا رابط تقييمها:\n{link}",
    Language.ENGLISH: "Your opinion of our service matters to {association}. Rate it at:\n{link}",
}
