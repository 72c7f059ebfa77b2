"""What the office works with: accounts, the queue, case files, rooms, search, reports, the trail.

Tickets: `casework` changes them and `casefiles` holds their facts, `events` their history, `links`, `stretches` and
`appointments` what hangs on them; `due_cases` finds those at which the clock looks, `queue` those of an officer's part,
`transcript` what was said, `unheard` takes back what did not arrive, `indexer` and `search` find it again.

Officers: `officers` and `accounts` with `attempts`, `looks`, `alerts`, `saved`, `closures`, `audit`; in rooms outside `rooms`
and `officer_links`. What is wrong: `troubles`, `doubts`. Sums: `figures`, `reports`. Tables: `accounttables`, `casetables`,
`desktables`, `roomtables`.
"""
