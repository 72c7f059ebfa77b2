"""A form that is pressed twice, as a double click does without scripts: one deed, and the second answer is the first one's."""

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse

from desk.presses import Presses
from domain.errors import StorageError
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken
from tests.desk.sheets import secret_on


def twice(seat: Seat, address: str, **fields: str) -> list[httpx.Response]:
    """Send the last page's form, and once more."""
    return [seat.send(address, **fields), seat.send(address, **fields)]


def test_a_double_click_is_told_what_was_done(opened: Opened, salim: Seat) -> None:
    """Not that the officer may not do it any more, which is true of the second press alone."""
    ref = opened.ask()
    for deed, done, fields in (
        ("take", "took", {}),
        ("reply", "replied", {"text": "نعم."}),
        ("hand-back", "handed_back", {}),
        ("reply", "replied", {"text": "وأضيف.", "take": "yes"}),
        ("resolve", "resolved", {}),
    ):
        salim.see(case(ref))
        answers = twice(salim, case(ref, deed), **fields)
        assert {sent.headers.get("location") for sent in answers} == {f"{case(ref)}?done={done}"}
    heard = "\n".join(opened.heard())
    assert (heard.count("نعم."), heard.count("وأضيف.")) == (1, 1)


def test_the_second_click_shows_the_one_time_password_too(opened: Opened) -> None:
    """It is shown once only; a page that says that the name is taken would have lost it."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    made = twice(admin, "/desk/people", username="huda", name="هدى", title_ar="هدى", role="officer")
    assert [sent.status_code for sent in made] == [200, 200]
    assert secret_on(made[0].text) == secret_on(made[1].text)


def test_from_another_page_it_is_another_press(opened: Opened, salim: Seat) -> None:
    """There and back again within a moment: each page's form is done."""
    ref = taken(opened, salim)
    for _ in range(2):
        salim.see(case(ref))
        assert salim.send(case(ref, "hand-back")).headers["location"].endswith("done=handed_back")
        salim.see(case(ref))
        assert salim.send(case(ref, "take")).headers["location"].endswith("done=took")


async def test_what_was_refused_or_failed_is_tried_anew() -> None:
    """Only what was done is answered as before."""
    presses, tries = Presses(), 0

    async def answer() -> PlainTextResponse:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise StorageError
        return PlainTextResponse(status_code=503 if tries == 2 else 200)

    with pytest.raises(StorageError):
        await presses.once("a", answer)
    assert [(await presses.once("a", answer)).status_code for _ in range(3)] == [503, 200, 200]
    assert tries == 3
    await asyncio.gather(presses.once("", answer), presses.once("", answer))
    assert tries == 5, "a form without a key is nobody's second press"
    await asyncio.gather(presses.once("b", answer), presses.once("b", answer))
    assert tries == 6
