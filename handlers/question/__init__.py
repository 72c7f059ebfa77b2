"""Questions: answered with their clause, asked back, told apart, or passed to a person.

`asking` takes a message whole, `mixed` does two things of different kinds, `several` answers several questions, `single` one.
What words mean beside what they resemble: `plainly` whatever is awaited, `meanwhile`, `other_matters`, `going_on` and
`of_request` while something is open, `readings` by what the member has with us, `told_data` where data is told and not asked
for, `thanked` where somebody is to be thanked, `filed_before` where nothing of his is here, `submitting` where a request has no
form, `unmeant` where an action is only resembled, `lasting`, `undated` and `unpriced` where no time or fee is known. What
follows: `knowledge` of an entry, `answers` with their `citations`, `clause` and `whole` to read on, `telling` of what asks
nothing, `unclear` of what is not understood, `likely_told` where that asks nothing.
"""
