"""The sentences in English that nobody asked for: updates, reminders, escalations, announcements."""

from typing import Final

LINES: Final = {
    # ---- updates of tickets (`domain.updates.sentence`)
    "update.several": "News of your requests:",
    "update.changed.waiting_for_member": "Your request {ref} waits for your answer, so that we can complete it.",
    "update.changed.with_department": "Your request {ref} was passed to the department concerned.",
    "update.changed.with_committee": "Your request {ref} was submitted to the committee for study.",
    "update.changed.with_committee.support": (
        "Your request {ref} was submitted to the committee for study; you will be told of its acceptance or "
        "refusal within "
        "{committee_period}. We will keep you informed without your asking."
    ),
    "update.changed.reopened": "Your request {ref} was reopened; the supervisor will follow it up with you.",
    "update.still.received": "News of {ref}: it still waits for an officer. We apologise for the delay.",
    "update.still.with_officer": "News of {ref}: the officer is still working on it.",
    "update.still.waiting_for_member": "News of {ref}: it still waits for your answer, so that we can complete it.",
    "update.still.with_department": "News of {ref}: it is still with the department concerned.",
    "update.still.with_committee": "News of {ref}: it is still being studied by the committee.",
    "update.still.with_committee.support": (
        "News of {ref}: it is still being studied by the committee; you will be told of its acceptance or "
        "refusal within "
        "{committee_period}."
    ),
    "update.still.reopened": "News of {ref}: it is still with the supervisor, who is following it up.",
    "update.line": "From the officer: {line}",
    "update.next": "Next update: {date}.",
    # ---- escalation (`domain.escalation.PassUp`)
    "escalated.late": (
        "We have kept you waiting on {ref} and apologise. It was passed to {post}, who will follow it up with you."
    ),
    "escalated.near": "{ref} is due soon. It was passed to {post}, who will follow it up with you in time.",
    "escalated.referred": "The officer passed your request {ref} to {post}, who will explain what you asked about.",
    # ---- reminders
    "reminder.papers": (
        "A reminder of {ref}: it waits for your answer, so that we can complete it. Write “officer” if you need help."
    ),
    "reminder.papers_last": (
        "A last reminder of {ref}: it waits for your answer. It stays open; we complete it whenever you answer."
    ),
    "reminder.form": (
        "You began {form} and did not finish it. What you wrote is kept: write “continue” to go on where you stopped."
    ),
    "reminder.form_last": (
        "The {form} that you began is still kept, for {kept} from your last answer. "
        "Write “continue” to go on; we will not remind you again."
    ),
    "reminder.appointment": "A reminder of your appointment: {date}, {time}, at {place}.",
    "reminder.rating": (
        "We have not had your rating of our service on {ref}. Your opinion is your right: choose from 1 to 5 if you like. "
        ""
        "We will not ask about it again."
    ),
    # ---- announcements
    "consent.class_yes": "Your consent is recorded; you will receive these messages. To stop them write “stop”.",
    "consent.class_no": "Your refusal is recorded; you will not receive these messages.",
    "consent.settings": (
        "News of your requests comes by itself; awareness messages and offers come only with your consent. What would you like?"
    ),
    "consent.only": "You will receive news of your requests and nothing else. To stop that too write “stop”.",
    "number.ask": (
        "Your number does not show here. If you would like news of your request by SMS when it cannot reach you here, "
        "write your mobile number. We will not ask for it again."
    ),
    "number.share": "Share my number",
    "number.kept": "We noted {number}: news of your requests that cannot reach you here goes to it by SMS, nothing else does.",
    "number.card_unclear": "We could not read one mobile number from the card. Please write your number here if you like.",
    "number.card_proof": "contact card",
    "number.no": "As you like. News of your request will come here, and we will not ask for your number again.",
    "number.note": "Mobile number that the member gave for news of his requests: {number}",
    "announcement.from": "From the {association}:",
    "announcement.stop": "To stop these messages write “stop”.",
    "assembly.notice": "The {association} invites you to the general assembly.",
    "assembly.when": "When: {date}, {time}.",
    "assembly.where": "Where: {place}.",
    "assembly.agenda": "Agenda:",
    "assembly.item": "{number}. {item}",
    "assembly.ask": "Will you attend?",
    "assembly.attends": (
        "Your attendance is recorded; you are welcome. If anything changes, choose again from the invitation."
    ),
    "assembly.absent": (
        "Your absence is recorded; thank you for telling us. If anything changes, choose again from the invitation."
    ),
    "assembly.proxy": "Who will represent you? Write the full name.",
    "assembly.proxy_again": "Write the full name of whoever represents you, or write “cancel”.",
    "assembly.proxy_recorded": (
        "We recorded that {name} represents you. An officer checks the proxy and contacts you if anything is missing."
    ),
    "assembly.proxy_stopped": "No proxy was recorded. If anything changes, choose again from the invitation.",
    "assembly.over": "This assembly is over, so your answer was not recorded. How can I help you?",
    # ---- options (at most 20 characters)
    "option.assembly.attends": "I will attend",
    "option.assembly.proxy": "By proxy",
    "option.assembly.absent": "I will not attend",
    "option.number:no": "No need",
    "option.consent:service:only": "My requests only",
    "option.consent:promotional:yes": "Offers too",
    "option.consent:awareness:yes": "Awareness too",
    # ---- for officers' eyes: notes on what the clock did
    "note.appointment.visit": "The member's appointment: {date}, {time}, at {place}. {note}",
    "note.appointment.sitting": "The committee sits: {date}, {time}, at {place}. {note}",
    "note.appointment.task": "To be done by {date}, {time}. {note}",
    "note.warned": "The ticket's owner was warned: {cause}.",
    "note.nudged": "The holders of the post ({post}) were notified: {cause}.",
    "note.reassigned": "The ticket moved to {name}: {cause}.",
    "note.requeued": "The ticket is back in the queue: {cause}.",
    "note.passed_up": "The ticket was passed up to {post}: {cause}.",
    "cause.referred": "the officer referred it",
    "cause.asked": "the member asked",
    "cause.untaken": "nobody took it",
    "cause.silent": "the member waits for an answer",
    "cause.absent": "its owner is absent",
    "cause.due_soon": "it is due soon",
    "cause.overdue": "it is overdue",
}
"""Sentence by key; the same keys as in Arabic."""
