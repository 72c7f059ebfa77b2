"""The few words that WhatsApp's own widgets need: at most 20 letters on a list's button, 24 on a row."""

from collections.abc import Mapping
from typing import Final

from domain.model import Language

CHOOSE: Final[Mapping[Language, str]] = {Language.ARABIC: "اختر", Language.ENGLISH: "Choose"}
MORE: Final[Mapping[Language, str]] = {Language.ARABIC: "المزيد", Language.ENGLISH: "More"}
