"""The association's knowledge and the matching of questions to it.

The texts: `library` loads `source_files` and `entry_files` by `lines`, as `clauses` and `entries`; `facts` fills their
values, `promises` guards the committee's period. `check` finds what to mend (`findings`, `brevity`, `duplicates`), `diff`
compares versions, `evaluate` measures, `report` words all that.

From words to an entry: `courtesies`, `framing`, `restating`, `parting` and `listing` part a message; `normalise`,
`language`, `arabizi`, `dialect`, `stem` and `typos` spell it as `reading` says; `sentence` tells how it is put and `gist` what
it says by itself, by `wordlists`; `wishing` and `weekdays` know wishes and days. `matcher` ranks the entries and `explain`
says why; `scales` weighs a ranking by `certainty`, `judge` decides on one question, with `following` and `follower` on what
leans on the last answer, `decide` on a message, `joining` on two questions without a mark between them, `beside` on what is
unsure beside a sure one. What comes of it is a `decision`.

From use: `privacy` strips, `learning` draws lessons, `wordings` knows what is confirmed word for word, `habits` what one
member means, `thresholds` how sure is sure enough.
"""
