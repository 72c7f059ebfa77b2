import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from domain.errors import StorageError
from domain.fileports import StoredFile
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import ConversationId
from storage import files
from storage.attachments import Attachments
from storage.inbox import Inbox
from storage.office.transcript import Transcript
from storage.store import Store
from tests.databases import SetClock, envelope

PICTURE = AttachmentReceived(AttachmentKind.IMAGE, reference="file-1", caption="لوحة")
LANE = ConversationId("telegram:1:2")
PDF = b"%PDF-1.7 ..."


async def _come(store: Store, *inbounds: AttachmentReceived) -> None:
    envelopes = [envelope(LANE, f"m{n}", inbound) for n, inbound in enumerate(inbounds)]
    await Inbox(store).accept(envelopes)
    await Inbox(store).accept(envelopes)


async def test_a_file_is_wanted_once_and_only_where_there_is_one(store: Store) -> None:
    """A repeated message wants nothing again; a place and a file that is here already want nothing at all."""
    await _come(store, PICTURE, replace(PICTURE, reference=""), replace(PICTURE, file="f" * 32))
    (wanted,) = await Attachments(store).due(10)
    assert (wanted.reference, wanted.conversation, wanted.attempts) == ("file-1", LANE, 0)


async def test_a_kept_file_is_shown_where_it_was_sent(store: Store) -> None:
    """With its type as its content shows; nothing is wanted any more."""
    await _come(store, PICTURE)
    attachments = Attachments(store)
    (wanted,) = await attachments.due(10)
    await attachments.kept(wanted, StoredFile("a" * 32, "image/png", 7))
    assert await attachments.due(10) == ()
    (line,) = await Transcript(store).lines(LANE, internal=True)
    assert line.attachment is not None
    assert (line.attachment.file, line.attachment.mime, line.attachment.caption) == ("a" * 32, "image/png", "لوحة")


async def test_a_file_that_cannot_be_had_now_is_wanted_later(store: Store, clock: SetClock) -> None:
    """Not before its time, and with the attempt counted."""
    await _come(store, PICTURE)
    attachments = Attachments(store)
    (wanted,) = await attachments.due(10)
    await attachments.later(wanted, clock.now() + timedelta(minutes=1), "the provider is away")
    assert await attachments.due(10) == ()
    clock.forward(minutes=1)
    assert [again.attempts for again in await attachments.due(10)] == [1]


async def test_of_a_file_that_is_gone_the_officer_reads_why(store: Store) -> None:
    """The line stays, with the reason in place of the file."""
    await _come(store, PICTURE)
    attachments = Attachments(store)
    (wanted,) = await attachments.due(10)
    await attachments.gone(wanted, "files of this type are not accepted")
    assert await attachments.due(10) == ()
    (line,) = await Transcript(store).lines(LANE, internal=True)
    assert line.attachment is not None
    assert (line.attachment.file, line.reason) == ("", "files of this type are not accepted")


async def test_no_file_takes_the_databases_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sends files without end fills no disk: the last of it is the database's, without which nobody is answered."""
    free = files.RESERVE + len(PDF)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    kept = await files.FolderFiles(tmp_path).save(PDF)
    free -= 1
    with pytest.raises(StorageError, match="left to the database"):
        await files.FolderFiles(tmp_path).save(PDF)
    assert await files.FolderFiles(tmp_path).read(kept.file) == PDF
