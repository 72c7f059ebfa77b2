"""What a member's words mean by themselves, whatever is awaited: pure, and knowing no state.

`words` reads how a message is put, by the lists of `wordbook`, `particles` and `sayings`, and `halves` parts it; `latin` and
`spelt` know Arabic in Latin letters. Courtesy: `manners`, `remarks`, `assents`, `afterwords`, and `misunderstandings`. Of a
matter: `subjects`, `tellings`, `needs`, `troubles`, `developments`, `progress`, `waiting`, `prospects`, `imperatives`,
`undertakings`, `forms_named`, `filings` before, `submissions` now, `turnings` to another. Asked of us: `persons`, `service`,
`notices`, `clauses_named`, `retorts` back. A rating: `scores` by `score_words`. Danger: `dangers`, `emergencies` by `signs`,
`help_lines`. What was opened and not wished for: `unwanted`.
"""
