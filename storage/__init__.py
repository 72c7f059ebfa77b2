"""The database: inbox, outbox, conversations, tickets, officers.

A message's way: `inbox` takes it in; `turns` claims it (`claims`, `lanes`) and has written what came of it (`commit`,
`effects`, `saying`); `outbox` gives what is said to the sender, `deliveries` hears what became of it. Beside that:
`conversations`, `replies`, `actor`, `timers` and `timer_rows`, `tickets`, `attachments` and `files`, `handing` what no turn
brought forth.

Where a message cannot go: `parking`, `lost_answers`, `quarantine`, `recovery` after a kill. For who runs it: `schema`,
`readiness`, `housekeeping`, `outgoing`. Beneath: `store` and `database` over `storage.engines`, `dialects`, `prepared`,
`combiner`; `tables`, `tickettables` and `filetables` of `columns`, `mapping` to the domain and back.
"""
