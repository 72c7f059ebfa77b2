"""Attachments on disk: random names, types recognised by content. Knows nothing of whose they are."""

import asyncio
import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from domain.errors import BadInput, StorageError
from domain.fileports import StoredFile

_NAME = re.compile(r"[0-9a-f]{32}")
RESERVE = 128 * 2**20
"""Bytes that no file takes: without room the database takes nothing in, and nobody is answered."""


def _container(brand: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brand)


# By the first bytes, as in the formats' specifications; order matters where one is a special case of another.
_TYPES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", lambda head: head.startswith(b"\xff\xd8\xff")),
    ("image/png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/gif", lambda head: head[:6] in {b"GIF87a", b"GIF89a"}),
    ("image/webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    ("application/pdf", lambda head: head.startswith(b"%PDF-")),
    ("audio/ogg", lambda head: head.startswith(b"OggS")),
    ("audio/mpeg", lambda head: head.startswith(b"ID3") or head[:2] in {b"\xff\xfb", b"\xff\xf3"}),
    ("audio/amr", lambda head: head.startswith(b"#!AMR")),
    ("audio/mp4", _container(b"M4A")),
    ("image/heic", _container(b"hei")),
    ("video/mp4", _container(b"")),
    ("video/webm", lambda head: head.startswith(b"\x1aE\xdf\xa3")),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda head: head.startswith(b"PK\x03\x04") and b"word/" in head,
    ),
)


def mime_of(content: bytes) -> str:
    """Tell the type of a file by its content; empty for one that is not accepted."""
    head = content[:4096]
    return next((mime for mime, fits in _TYPES if fits(head)), "")


class FolderFiles:
    """`domain.fileports.Files` in one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which is made when the first arrives."""
        self._folder = folder

    async def save(self, content: bytes) -> StoredFile:
        """Keep a file of an accepted type. Raises `BadInput` or `StorageError`."""
        if not content:
            raise BadInput("the file is empty")
        if not (mime := mime_of(content)):
            raise BadInput("files of this type are not accepted")
        name = secrets.token_hex(16)
        await asyncio.to_thread(self._write, name, content)
        return StoredFile(name, mime, len(content))

    async def read(self, file: str) -> bytes | None:
        """Give a file's content; None where there is none of that name."""
        if not _NAME.fullmatch(file):
            return None
        return await asyncio.to_thread(self._read, file)

    async def remove(self, file: str) -> None:
        """Remove a file, if it is there. Raises `StorageError`."""
        if _NAME.fullmatch(file):
            await asyncio.to_thread(self._remove, file)

    def _write(self, name: str, content: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if shutil.disk_usage(self._folder).free < RESERVE + len(content):
                raise StorageError("an attachment cannot be kept: what is free of the disk is left to the database")
            path = self._folder / name
            path.touch(mode=0o600)
            path.write_bytes(content)
        except OSError as error:
            raise StorageError(f"an attachment cannot be kept: {error.strerror}") from error

    def _read(self, name: str) -> bytes | None:
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def _remove(self, name: str) -> None:
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"an attachment cannot be removed: {error.strerror}") from error
