"""English sentences in fewer words, for where length is counted and paid; all others are said as everywhere.

GSM-7 leaves room for twice as many letters as Arabic has, so that few need it.
"""

from typing import Final

LINES: Final = {
    # ---- greeting, menu, small talk
    "greeting.hello": "",
    "greeting.intro": "This is Mujib, the members' assistant of the {association}. Write your question or choose:",
    "menu.prompt": "How can I help? Write your question or choose:",
    "help.text": "I answer from the association's documents, follow your requests and take new ones. Write “officer” for an officer, “Arabic” for Arabic, “stop” to stop notices.",
    "who.text": "I am Mujib, an automated assistant for members, not a person. I answer from the association's approved documents; an officer answers what I cannot.",
    # ---- answers
    "answer.reference": "{places}{sample}",
    "answer.place": "{source}, {section} {clauses}",
    "answer.place_section": "{source}, {section}",
    "answer.sample": " (sample)",
    "answer.clauses.one": "{numbers}",
    "answer.clauses.other": "{numbers}",
    "answer.also_officer": "An officer has your question too, as {ref}.",
    "clarify.lost": "I could not make out what you ask on “{title}”. Put it in other words, or say yes for an officer.",
    # ---- handing over
    "danger.own_life": "You are not alone. If you are in danger, call 911 now, and have somebody you trust stay with you.",
    "danger.emergency": "If there is danger, call 911 now.",
    "danger.passed": "An officer was told as urgent, {ref}.",
    "danger.added": "Added to {ref} as urgent. In danger call 911.",
    "handover.opened": "An officer has your question as {ref}.",
    "handover.unclear": "I found no approved answer to this.",
    "handover.silent": "There is no approved answer to this.",
    "handover.asked": "I passed this conversation to an officer as {ref}.",
    "handover.tell": "Write what you need, so that the officer sees it first.",
    "hours.open": "The office is open until {time}.",
    "hours.closed": "The office is closed and opens {day} at {time}.",
    "hours.nobody": "Whoever deals with this is away; we are back {day} at {time}.",
    "complaint.opened": "We are sorry. Your complaint is recorded as {ref} and with the supervisor.",
    "complaint.angry": "I apologise for what you have met. Your complaint {ref} is with the supervisor now.",
    "complaint.details": "Would you like to add details?",
    "foretold.next": "We write to you when there is news. You may add to it or call it off.",
    "foretold.needed": "Nothing is needed now. If the officer needs something for {ref}, you are asked here.",
    "foretold.complaint": "I record it under a number and pass it to the supervisor.",
    "foretold.suggestion": "I record it under a number, and it is studied.",
    "tell.officer_means": "If you say yes, an officer gets it under a number, and answers here.",
    "privacy.opened": "Your request about your data is recorded as {ref}. An officer verifies your identity, then answers. Do not send a picture of your identity card.",
    # ---- tickets, rating
    "status.ticket": "{kind} {ref}: {stage}.",
    "resolved.text": "{ref} was recorded as resolved. If it is not, answer “not solved”.",
    "rating.ask": "How do you rate our service on {ref}? 1 to 5.",
    "rating.why": "It serves to improve the service, not to judge anyone.",
    "rating.low": "I am sorry. Your rating of {score} out of 5 is recorded; {ref} was reopened and is with the supervisor, who will contact you. Why, if you like?",
    "consent.stopped": "Notices are off. To have them again write “start”.",
    "number.ask": "Your number does not show here. For news of your request by SMS write it; we will not ask again.",
    # ---- forms
    "form.start": "{count} questions; stop whenever you like. Do not send a picture of your identity card.",
    "form.question": "{number}/{count} {question}",
    "form.review": "Check your data:",
    "form.sign": "To sign, write your full name as in the request. (Policy, Dealing 4)",
    "field.name": "Name",
    "field.national_id": "ID",
    "field.mobile": "Mobile",
    "field.need": "Support",
    # ---- options
    "option.act:officer": "Officer",
    "option.act:complaint": "Complaint",
    "option.act:suggestion": "Suggestion",
    "option.act:support_request": "Support",
    "option.act:privacy": "My data",
    # ---- short names of what is cited
    "source.policy": "Policy",
    "source.bylaws": "Bylaws",
    "section.policy/objective": "Objectives",
    "section.policy/practice": "Practices",
    "section.policy/channel": "Channels",
    "section.policy/tool": "Tools",
    "section.policy/handling": "Dealing",
    "section.bylaws/transfer": "Transfer",
    "section.bylaws/death": "Death",
    "section.bylaws/association": "Association",
    "section.bylaws/assembly": "Assembly",
    "section.bylaws/surplus": "Profit",
    "section.bylaws/records": "Records",
    "section.bylaws/complaints": "Complaints",
    "section.bylaws/dissolution": "Dissolution",
    "section.bylaws/allocation": "Allocation",
    "section.bylaws/privacy": "Data",
}
"""Sentence by key; keys of the other English sentences, and names of sections."""
