"""The ground: the words everyone uses. Imports nothing of ours and does no I/O.

A conversation: `model`, `states`, `inbound` with `officeracts`, `effects` with `ticketeffects`, `codec` as they are stored,
`choice` among options, `elsewhere` on other channels, `reference` of a ticket, `card`, `dates` and `plurals`; `errors`.

Tickets: `casefile` has their facts, `clocks` and `calendar` their time, `escalation` whom they go to, `duties` and
`soundness` who answers for them, `roles` what an account may do without a post, `roster` who is there, `closures` when
nobody is, `alarms` what officers are told, `reports` what became of them all.

Unasked: `updates`, `reminders`, `notices`, `announcements` with `assembly` and `runs`; `receiving` says who gets them,
`quiet` when, `enrolling` who belongs to which project. What may go wrong: `capabilities`, `templates`, `doubts`, `reasons`,
`silence`, `troubles`, `findings`. Learning and law: `teaching`, `dossier`.

Ports, each a small protocol: `ports` and `turnports` for the engine, `channelports`, `roomports` and `topicports` for
providers, `deliveryports` and `fileports` for what they bring, `ticketports`, `deskports`, `officeports`, `accountports`,
`announcementports` and `outreach` for the desk.
"""
