"""A member's tickets in his own hands: opened, described, looked at, added to, called off.

Opened by `complaint` and `filing`; told on in `describing`, where `details`, `beside` and `between` say what is one.
`tickets` shows where they stand, `naming` and `which` find the one that is meant, `additions` writes into it. What is said of
an open one: `open_requests`, `chasing`, `foretelling`, `asked_after`, `raising` (if `rising` allows), `calling_off`.
"""
