"""A member's tickets in his own hands: opened, described, looked at, added to, called off.

Opened by `complaint` and `filing`; continued in `describing`, where `details` are added, `questions` in between are answered,
and `no_detail` is what is neither. `tickets` shows where they stand, `naming` and `which` find the one that is meant,
`additions` writes into it, `beside` knows what is told with that. What is said of an open one: `open_requests`, `chasing`,
`foretelling`, `asked_after`, `raising` (if `rising` allows), `calling_off`.
"""
