"""Forms by chat: begun, filled in, corrected, interrupted, reviewed, signed.

`told_before` tells of a form, `forms` begins, asks and submits it; `fields` has what is asked, `filling` hears the answers,
`gleaning` finds several in one message, `names` a name in it, `mentions` which answer is named, `identity` hears who writes
where nothing else is said; `correcting` changes answers, `filled` shows them, `reviewing` has them signed. In between: `asides`
on the form itself, `questions`, `wishing` for another form, `otherwise` for what was meant instead, `leaving` it. Papers and a
number for news: `owing`, `numbers`.
"""
