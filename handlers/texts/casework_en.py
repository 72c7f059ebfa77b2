"""The sentences in English about what officers do with a ticket, and about which ticket a member means."""

# ruff: noqa: E501 - a sentence stays on its line, where it is read and searched

from typing import Final

LINES: Final = {
    # ---- stages, told when an officer moves a ticket
    "moved.with_officer": "An officer works on your request {ref} now and will write to you here.",
    "moved.waiting_for_member": "Your request {ref} waits for your answer, so that we can complete it.",
    "moved.owed": "What we need: {line}",
    "moved.send": "Send it here whenever it suits you.",
    "moved.with_department": "Your request {ref} was passed to the department concerned; we will tell you what comes of it.",
    "moved.with_committee": "Your request {ref} was submitted to the committee for study; you will be told of its acceptance or refusal within {committee_period}. We will keep you informed without your asking.",
    "moved.reopened": "Your request {ref} was reopened; the supervisor will follow it up with you.",
    "moved.closed": "Your request {ref} was closed. If anything is left of it, answer “not solved”.",
    "moved.merged": "We joined your request {ref} to {into}, as both are about one matter, and follow it up with you there.",
    "moved.unmerged": "We separated your request {ref} again and follow it up by itself.",
    "moved.line": "From the officer: {line}",
    # ---- hand-over between people
    "decided.accepted": "Your request {ref} has been accepted. An officer completes with you what is left of it.",
    "decided.refused": "Your request {ref} was not accepted.",
    "decided.reason": "The reason: {reason}",
    "decided.remark": "The committee adds: {reason}",
    "decided.higher": "If you want this explained further, ask for an officer; your question then goes to the higher official.",
    "officer.back_open": "Your talk with the officer has ended; what you wrote last stays with your request {ref} until an officer answers it.",
    "officer.back_answer": "Your talk with the officer has ended; your request {ref} is still open. This answers your last question:",
    "officer.file": "The file “{name}” was sent to you. Open it here: {address}",
    # ---- which ticket?
    "owing.above": "Your request {ref} waits for what the officer asked of you above. If that is not clear, write your question and it will reach the officer.",
    "owing.asked": "I wrote your question for the officer in {ref}, which still waits for what was asked.",
    "owing.lacked": "I added that to your request {ref}; the officer will see it and answer you.",
    "calling_off.kept": "All right, your request {ref} stays open, and I noted that in it.",
    "calling_off.which_meant": "Do you mean that your request {ref} should stay open, or that you no longer want it?",
    "option.keep": "Keep it open",
    "option.drop_solved": "Yes, close it",
    "option.keep_solved": "No, keep it open",
    "option.drop": "I no longer want it",
    "which.add": "Which request is this about?",
    "which.add_sent": "Which request is what you sent for?",
    "which.unsolved": "Which request is not solved?",
    "which.call_off": "Which request do you no longer want?",
    "which.raise": "Which of your requests do you want taken higher?",
    "which.again": "Please choose the request's number.",
    "which.row": "{kind} {ref}: {subject}",
    "option.pick:new": "Something new",
    # ---- for officers' eyes
    "note.nobody_above": "There is no post above to which this ticket could go.",
    "note.accepted": "The committee decided to accept the request. {reason}",
    "note.refused": "The committee decided to refuse the request. The reason: {reason}",
    "note.logged": "Written down after a visit, call or letter: {text}",
}
"""Sentence by key; the same keys as in Arabic."""
