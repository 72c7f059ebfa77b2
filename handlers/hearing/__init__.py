"""What a member's words mean by themselves, whatever is awaited: pure, and knowing no state.

`words` reads how a message is put, by the lists of `wordbook`, `particles` and `sayings`; `latin` and `spelt` know Arabic in
Latin letters. Courtesy: `manners`, `remarks`, `assents`, `afterwords`. Of a matter: `subjects`, `troubles`, `developments`,
`progress`, `prospects`, `imperatives`, `undertakings`, `turnings` to another. Asked of us: `persons`, `service`,
`clauses_named`, `retorts` back. A rating: `scores` by `score_words`. Danger: `dangers`, `emergencies`.
"""
