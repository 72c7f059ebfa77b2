"""The roof: the engine and the wiring.

From a message to its answer: `engine` claims, `lane` goes through a conversation, `gathering` reads pieces together, `turn`
takes one message, by `interceptors` and the handlers; `ahead` has what was claimed as it came. From an answer to its member:
`sender` drains, `courier` asks how things stand, `planner` and `plans` say how it may go, `pacing` when, `one_way` in which
words, `dispatch` hands it over; `templates` and `courtesy` look after what WhatsApp approved and what shows that somebody
writes.

By the clock: `schedule`, `lookout` at tickets that wait, `silence` of channels, `disk` that fills, `collector` of files,
`forgetting` after an erasure; `closures`, `national` and `roster` follow who is there and when. Configuration: `config` of
`sections` and `channel_sections`, read by `toml_files`, shown by `configured`; `association`, `duties`, `telephony` and `keys`
make of it what others work with.

Put together: `app` builds a `process` of its `parts`; `store` is the storage, `front` all HTTP (`web`, `wire`, `refusals`),
`reception` the desk, `providers` the channels that have a secret (`telegram`, `twilio`). Begun by `serving` and `cli`, with
`clock` and `logs`.
"""
