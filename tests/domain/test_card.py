import pytest

from domain import card

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:محمد\n{}\nEND:VCARD\n"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("TEL:+966501234567", "+966501234567"),
        ("TEL;TYPE=CELL;waid=966501234567:+966 50 123 4567", "+966501234567"),
        ("item1.TEL;type=CELL:050-123-4567", "0501234567"),
        ("TEL;VALUE=uri:tel:+966-50-123-4567", "+966501234567"),
        ("tel:\u202a+966501234567\u202c", "+966501234567"),
        ("TEL:+966501234567\nTEL;TYPE=HOME:+966501234567", "+966501234567"),
        ("TEL:+96650123\n 4567", "+966501234567"),
        ("TEL:+966501234567\nTEL:+966559876543", ""),
        ("TEL:911", ""),
        ("TEL:" + "9" * 5000, ""),
        ("TEL:", ""),
        ("NOTE:+966501234567", ""),
        ("TEL:+966501234567\nEND:VCARD\nBEGIN:VCARD\nFN:x", ""),
    ],
)
def test_the_one_number_of_a_card_is_read(line: str, number: str) -> None:
    """None where there are several: nobody knows whose they are."""
    assert card.number(CARD.format(line).encode()) == number
    assert card.number(CARD.format(line).replace("\n", "\r\n").encode()) == number


@pytest.mark.parametrize(
    "content", [b"", b"TEL:+966501234567", b"\x89PNG\r\n\x1a\nBEGIN:VCARD\nTEL:+966501234567", b"BEGIN:VCARD\n\xff\xfe\x00TEL:"]
)
def test_what_is_no_card_has_no_number(content: bytes) -> None:
    """Nor do bytes that are no text make anything fail."""
    assert card.number(content) == ""


def test_a_huge_card_is_not_read_to_its_end() -> None:
    """A picture may stand in it."""
    assert card.number(CARD.format("PHOTO:" + "A" * 100_000 + "\nTEL:+966501234567").encode()) == ""
