import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.telegram import parse
from domain import inbound
from domain.errors import BadInput
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade
from domain.roomports import Doing, Said

PAYLOADS = Path(__file__).parents[2] / "payloads" / "telegram"
ACCOUNT = parse.Account("424242")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def payload(name: str) -> dict[str, Any]:
    """Read an update from the payloads."""
    update: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text())["update"]
    return update


def read(update: dict[str, Any], **more: Any) -> parse.Update:
    """Read it as it would come in."""
    return parse.read(parse.load(json.dumps(update).encode()), ACCOUNT, AT, **more)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAYLOADS.glob("*.json")))
def test_every_payload_says_what_is_written_beside_it(name: str) -> None:
    """Kind, fields and conversation of each inbound are as the file says."""
    case = json.loads((PAYLOADS / f"{name}.json").read_text())
    envelopes = read(case["update"]).envelopes
    expected = []
    for said in case["says"]:
        kind = getattr(inbound, said.pop("kind"))
        if "media" in said:
            said["media"] = AttachmentKind(said["media"])
            if said["media"] is not AttachmentKind.CONTACT:
                said["message"] = str(case["update"]["message"]["message_id"])
        expected.append(kind(**said))
    assert [envelope.inbound for envelope in envelopes] == expected
    assert {envelope.conversation for envelope in envelopes} == {case["conversation"]}


def test_an_update_is_numbered_by_telegram() -> None:
    """The same update twice has the same id and origin, so that it is stored once; several inbounds of one differ."""
    update = payload("command-language-words")
    number = update["update_id"]
    assert [envelope.provider_id for envelope in read(update).envelopes] == [str(number), f"{number}.1"]
    assert {envelope.origin for envelope in read(update).envelopes} == {"telegram:424242"}
    assert read(update) == read(update)


def test_the_time_is_telegrams() -> None:
    """A message's own date counts, of an edit the edit's; a press has none but its arrival, and so has a broken date."""
    assert read(payload("text")).envelopes[0].sent_at == datetime.fromtimestamp(1795339800, UTC)
    assert read(payload("edited")).envelopes[0].sent_at == datetime.fromtimestamp(1795339860, UTC)
    assert read(payload("press")).envelopes[0].sent_at == AT
    update = payload("text")
    for broken in (None, "yesterday", 10**18, -(10**18), True):
        update["message"]["date"] = broken
        assert read(update).envelopes[0].sent_at == AT


def test_the_sender_is_named() -> None:
    """First and last name, at most 100 letters."""
    assert read(payload("text")).envelopes[0].sender_name == "محمد الحربي"
    update = payload("text")
    update["message"]["from"] = {"id": 1, "first_name": "م" * 500}
    assert len(read(update).envelopes[0].sender_name) == 100


def test_only_the_first_part_of_an_album_asks_for_an_answer() -> None:
    """Parts of one album are one message: those after the first follow it."""
    update = payload("photo")
    update["message"]["media_group_id"] = "13579"
    first, second = read(update), read(update, albums={"13579"})
    assert first.album == "13579"
    follows = []
    for part in (first, second):
        inbound = part.envelopes[0].inbound
        assert isinstance(inbound, AttachmentReceived)
        follows.append(inbound.follows)
    assert follows == [False, True]


def test_a_press_tells_what_was_shown() -> None:
    """To close a finished keyboard its message, text and the pressed label must be known; an old message cannot be changed."""
    press = read(payload("press")).press
    assert press == parse.Press("4382bfdwdsb323b2d9", "act:officer", 700000001, 44, "التحدث مع موظف", "تفضل")
    old = read(payload("press-old-message")).press
    assert old is not None
    assert old.message == 0


@pytest.mark.parametrize(
    ("status", "rights", "wrong"),
    [
        ("creator", {}, ""),
        ("administrator", {"can_manage_topics": True, "can_delete_messages": True}, ""),
        ("administrator", {"can_manage_topics": True}, "no_delete"),
        ("administrator", {"can_delete_messages": True}, "no_right"),
        ("member", {}, "no_right"),
        ("restricted", {"can_manage_topics": "yes"}, "no_right"),
        ("left", {}, "not_there"),
        ("kicked", {}, "not_there"),
        ("", {}, "no_right"),
    ],
)
def test_the_bots_place_in_the_officers_group_is_read(status: str, rights: dict[str, object], wrong: str) -> None:
    """What it lacks there, whatever Telegram may call it one day; another group's says nothing."""
    account = parse.Account("424242", {-100123: "telegram:424242"})
    for chat, expected in ((-100123, wrong), (-100124, None)):
        change = {"chat": {"id": chat, "type": "supergroup"}, "new_chat_member": {"status": status, **rights}}
        assert parse.read({"update_id": 7, "my_chat_member": change}, account, AT).wrong == expected


def test_the_officers_group_is_no_member() -> None:
    """What officers write in their group comes apart from the members' messages."""
    account = parse.Account("424242", {-100123: "telegram:424242"})

    def done(**more: object) -> tuple[Said, ...]:
        update = payload("group")
        update["message"] |= {"message_thread_id": 7, "is_topic_message": True, **more}
        read_ = parse.read(update, account, AT)
        assert read_.envelopes == ()
        return read_.officers

    (words,) = done()
    assert (words.topic, words.doing, words.text) == ("7", Doing.WORDS, "السلام عليكم")
    assert words.account.startswith("telegram:")
    assert done(is_topic_message=False) == (), "a chain of replies is no topic"
    assert done(sender_chat={"id": -100123})[0].account == "", "who hides behind the group is nobody"
    assert done(text=None, forum_topic_closed={})[0].doing is Doing.CLOSE
    assert done(text=None, forum_topic_reopened={})[0].doing is Doing.REOPEN
    renamed = done(text=None, forum_topic_edited={"name": "x"})[0]
    assert (renamed.doing, renamed.text) == (Doing.RENAME, "x")
    assert done(text=None, forum_topic_edited={"icon_custom_emoji_id": "1"}) == (), "only another picture"
    assert done(text=None, photo=[{"file_id": "f"}])[0].doing is Doing.FILE
    assert done(**{"from": {"id": 424242, "is_bot": True}}) == (), "our own echo"
    edited = payload("group")
    edited["edited_message"] = {**edited.pop("message"), "message_thread_id": 7, "is_topic_message": True}
    assert parse.read(edited, account, AT).officers[0].doing is Doing.EDIT


def test_a_foreign_option_is_cut_to_what_a_button_can_hold() -> None:
    """Data that never came from us cannot be longer than Telegram allows."""
    update = payload("press")
    update["callback_query"]["data"] = "v1:" + "x" * 5000
    assert read(update).envelopes[0].inbound == ChoiceMade("x" * 64)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"update_id": "7"}', b'{"update_id": true}', b"\xff\xfe", b"[" * 60000,
     b'{"update_id": ' + b"9" * 5000 + b"}", b'{"update_id": 1' + b"0" * 30 + b"}"],
)  # fmt: skip
def test_what_is_no_update_is_bad_input(body: bytes) -> None:
    """Broken JSON, another shape, or a number that is none: one error; its record is the same however often it comes."""
    with pytest.raises(BadInput):
        parse.load(body)
    assert parse.unreadable(body, ACCOUNT, AT) == parse.unreadable(body, ACCOUNT, AT)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(st.dictionaries(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "poll"]), JSON))
def test_any_json_is_read(fields: dict[str, Any]) -> None:
    """Whatever stands in an update, reading it gives envelopes or press, never an error."""
    assert parse.read({"update_id": 7, **fields}, ACCOUNT, AT).envelopes


@given(
    st.sampled_from(["text", "photo", "press", "contact-own", "blocked", "venue", "document", "text-reply"]),
    st.data(),
)
def test_any_field_may_be_anything(name: str, data: st.DataObject) -> None:
    """A right update in which one field is of another type is still read."""
    update = payload(name)
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in keys:
            if key != "update_id":
                places.append((value, key))
            walk(value[key])

    walk(update)
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(JSON)
    assert parse.read(update, ACCOUNT, AT).envelopes


def test_the_payloads_are_nobodys() -> None:
    """Ids and names are made up: only these stand in the files."""
    updates = [json.loads(path.read_text())["update"] for path in PAYLOADS.glob("*.json")]
    messages = [update[kind] for update in updates for kind in ("message", "edited_message") if kind in update]
    assert {message["from"]["id"] for message in messages} == {700000001, 5}


def test_envelopes_are_plain_values() -> None:
    """They can be taken apart for storage."""
    assert asdict(read(payload("text")).envelopes[0])["inbound"]["text"] == "متى يصلني رد اللجنة؟"


@pytest.mark.parametrize("degrees", ["NaN", "Infinity", "-181", '"21.4"', "null"])
def test_a_place_that_is_none_has_no_coordinates(degrees: str) -> None:
    """JSON as Python reads it knows numbers that are none."""
    update = parse.load(
        f'{{"update_id":1,"message":{{"chat":{{"id":7,"type":"private"}},"location":{{"latitude":{degrees},"longitude":39}}}}}}'.encode()
    )
    (envelope,) = parse.read(update, parse.Account("1"), datetime(2026, 11, 22, tzinfo=UTC)).envelopes
    assert envelope.inbound == AttachmentReceived(AttachmentKind.LOCATION)
