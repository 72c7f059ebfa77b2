"""What Mujib does with a message: one module a topic, every step pure.

`routing` is the table from state and event to step; `idle` hears words when nothing is awaited, `options` and `choices` what
was offered, `standing` what is asked once more, `replied` what answers an earlier message, `explaining` what is asked
back, `danger` before all of them.
`context` is what a step may see, `memory` what it needs of the state before, `actions` what may be asked for.

Said by `speech` from `handlers.texts`, with `when` and `posts`: `menu`, `condolence`, `attachments`, `fault`. To a person by
`escalation`. The member's own: `language`, `consent`, `invitations`, `attendance`; `announcing` words what goes to many,
`fragments` knows what is still being written.
"""
