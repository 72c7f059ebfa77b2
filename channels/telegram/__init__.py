"""Telegram: a bot that members write to, by long polling or by webhook.

In: `polling` or `webhook`, both by `intake`; `parse` reads an update, `content` what is in it, by `fields`; `fetching` gets
its files. Out: `channel` with `render`, by `client` over `request`; `errors` in our own words. The officers' group: `forum`,
`group`. `telegram` puts it together; `introduction` and its `words` present the bot; `doctor` and `forum_doctor` say what is
wrong.
"""
