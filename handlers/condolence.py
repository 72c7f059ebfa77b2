"""A member who says that he lost a relative reads a word of comfort before whatever he is answered. Pure."""

from itertools import pairwise
from typing import Final

from handlers import speech
from handlers.context import Context
from handlers.hearing import wordbook, words

_RELATIVE: Final = wordbook.tokens(
    "ابوي ابويا ابوية والدي الوالد والدتي الوالدة امي أمي اخوي اخويا أخي اختي أختي زوجي زوجتي ولدي ابني بنتي ابنتي "
    "عمي عمتي خالي خالتي جدي جدتي abouy aboy abuy abooy walidi waldi walidati waldati ummi ommi "
    "zawji zawjy zoji zojy zawjati zawjti zojati zojti akhooy akhoy akhoi okhti weldi ibni bnti benti jaddi khali khalti 3ammi "
    "ارملة الارملة ارملته ايتام ايتامه widow "
    "father dad mother mum mom brother sister husband wife son daughter"
)
_FATHER: Final = wordbook.tokens("ابي أبي")
"""Also «I want», unless a word of death follows."""
_DIED: Final = wordbook.tokens(
    "توفى توفي توفيت توفت اتوفى اتوفت متوفى متوفي متوفية مات ماتت المرحوم المرحومة يرحمه يرحمها "
    "twaffa twafa tawaffa tawafa tewaffa twaffat twafat tawaffat tawafat matat died deceased"
)
_SUPPOSED: Final = wordbook.tokens("لو اذا إذا حال if when law lw iza etha")


def line(text: str, ctx: Context) -> str:
    """Give the word of comfort that a message calls for; empty for any other."""
    return speech.line(ctx, "greeting.condolence") if mourns(text) else ""


def mourns(text: str) -> bool:
    """Tell whether a message says that a relative died, not what would be if one did: «ابوي توفى», "my father passed away"."""
    said = words.told(text)
    died = not _DIED.isdisjoint(said) or ("passed" in said and ("passed", "away") in pairwise(said))
    if not died or not _SUPPOSED.isdisjoint(said):
        return False
    return not _RELATIVE.isdisjoint(said) or any(one in _FATHER and then in _DIED for one, then in pairwise(said))
