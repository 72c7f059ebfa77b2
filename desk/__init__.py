"""The officers' web desk: shows the queue and the conversations, and sends officers' actions into the engine.

It reads through ports and changes nothing but internal notes and accounts; every word to a member goes through the inbox.

A request: `desk` has the addresses, `door` lets in, `visits` is what endpoints get, `requests` reads what a browser sends,
`presses` takes a double click for one, `pages` draws by `texts` and `formatting`, `navigation` leads on, `live` keeps a page
fresh. What it stands on: `office`, `permissions` and `permission_table`; what others give in: `outside`, `wording`,
`inspection`, `configured`.

Pages: `cases` with `queue_view` by `queue_query`, `line_view`, `talk_view`, `work_view`, `reply_view`, `due`; `members` with
`consents` and `data_requests`; `committee`, `people`, `report_page`, `channels`, `settings` with `presence` and `closures`,
`replies`, `trail`.

Deeds: `actions` in a conversation, `casework` with a ticket, `entering` the engine, `contacts`, `doubts`, `alerting`,
`uploads` and `attachments`, `spreadsheets` to take along.
"""
