"""Small words that many rules lean on - denials, question words, words of changing one's mind - as keys, each list once.

What only one rule means by such a word is added where that rule stands.
"""

from typing import Final

from handlers.hearing import wordbook

NOT: Final = wordbook.tokens(
    "ما لا لم لن مو مب مهو مش ليس ليست no not don't dont won't wont isn't isnt wasn't wasnt haven't ma mo la"
)
"""What denies the word behind it."""
NO: Final = wordbook.tokens("لا no")
"""What answers, and may deny nothing."""
DENYING: Final = NOT - NO - wordbook.tokens("la")
"""What denies, and is no answer."""
WISHED_NOT: Final = wordbook.tokens("مابي مابغى mabi mabgha")
"""A denied wish in one word."""
WITHOUT: Final = wordbook.tokens("بدون without mafi")
WHERE_WHAT: Final = wordbook.tokens("وش ايش إيش ماذا وين فين اين what where how wesh esh wain")
"""What asks how far something is."""
NOT_THIS: Final = wordbook.tokens("مو مب ليس مهو بدل not of")
"""What denies the noun behind it, for another one."""
RATHER: Final = wordbook.tokens(
    "خلها خليها خله خليه اجعلها بدلها بدله غيرها غيره قصدي اقصد make change switch instead rather mean meant"
)
"""What goes over to another matter."""
LATER: Final = wordbook.tokens("بعدين لاحقا بكره بكرة later tomorrow ba3deen ba3dain ba3den b3deen b3den")
WHEN: Final = wordbook.tokens("متى ومتى متا امتى when mata meta emta mta")
"""What asks for a time."""
YES: Final = wordbook.tokens("نعم ايوه ايوا ايه اي yes yep yeah aiwa aywa na3am")
"""What affirms, and says nothing else."""
