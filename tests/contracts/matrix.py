"""The capability matrix of docs/reference/channels.md: `python -m tests.contracts.matrix` makes it of the profiles."""

from dataclasses import fields
from datetime import timedelta
from enum import Enum

from channels.profiles import PROFILES
from domain.capabilities import Capabilities

_NAMES = {
    "max_text": "longest text",
    "text_unit": "counted in",
    "markup": "bold and links",
    "max_buttons": "buttons",
    "button_length": "letters on a button",
    "numbered": "options also numbered in the text",
    "max_list_rows": "rows of a list",
    "list_row_length": "letters in a row",
    "inbound": "members can write",
    "attachments_in": "files from members",
    "pictures_out": "largest picture to a member",
    "documents_out": "largest other file to a member",
    "document_types": "of these types",
    "caption": "longest text with a picture",
    "captioned": "other files may have a text",
    "fetches": "the provider fetches files from us",
    "copies": "letters that a button copies",
    "shares_number": "a button shares the member's number",
    "typing": "shows typing",
    "read_receipts": "tells what was read",
    "window": "free text after the member's last message",
    "one_way": "countries that cannot write back",
    "proven_identity": "provider vouches for the sender",
    "decoration": "decoration",
    "segmented": "counted and paid by segments",
    "traced": "the provider knows what became of a message",
    "tells_leaving": "says when a message leaves",
    "idempotent": "sending twice is harmless",
}


_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "audio/mpeg": "MP3",
    "audio/amr": "AMR",
}


def matrix() -> str:
    """Give the table in Markdown."""
    lines = [f"| | {' | '.join(PROFILES)} |", f"|---|{'---|' * len(PROFILES)}"]
    for field in fields(Capabilities):
        cells = [_cell(field.name, getattr(profile, field.name)) for profile in PROFILES.values()]
        lines.append(f"| {_NAMES[field.name]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(field: str, value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value).replace("_", " ")
        case timedelta():
            hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
            return f"{hours} h {minutes} min"
        case frozenset() if field == "document_types":
            return ", ".join(sorted(_TYPES[str(one)] for one in value))
        case None if field == "document_types":
            return "any"
        case int() if field.endswith("s_out") and value:
            return f"{value // 1024 // 1024} MB"
        case frozenset():
            return ", ".join(sorted(value)) or "none"
        case None:
            return "always"
        case 0:
            return "none"
        case _:
            return str(value)


if __name__ == "__main__":
    print(matrix())  # noqa: T201 - what it is for
