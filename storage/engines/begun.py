"""Which messages a process began to hand over, in a file that outlives a kill: what it had only claimed may go at once.

No power cut is outlived by what had not reached the disk: what was noted before the machine last started says nothing. The
process holds a lock on its file as long as it lives, so that others can tell.
"""

import fcntl
import os
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from domain.errors import StorageError
from domain.model import OutboundId

_MOST: Final = 10_000
"""Messages of which it is known for sure: many times as many as are ever on their way at once."""
_FRESH: Final = ".new"
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


class Begun:
    """The file; notes nothing until it is opened."""

    def __init__(self, path: str, boot: Path = _BOOT) -> None:
        """Stand at this path; `boot` says when the machine started."""
        self._path = path
        self._boot = boot
        self._file: int | None = None
        self._recent: deque[OutboundId] = deque(maxlen=_MOST)
        self._lines = 0

    def left(self) -> Collection[OutboundId] | None:
        """Give what a dead process may have handed over; None where that is not known."""
        try:
            boot, *lines = Path(self._path).read_text("ascii").split("\n")
            known = boot and boot == self._started()
            return {OutboundId(int(line)) for line in lines if line} if known else None
        except (OSError, ValueError):
            return None

    def open(self, doubtful: Collection[OutboundId] = ()) -> None:
        """Begin anew with those of which it is not known, or not settled yet. Raises `StorageError`."""
        self._recent.extend(doubtful)
        try:
            Path(self._path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._rewrite()
        except OSError as error:
            raise StorageError(f"the file of what was begun to be sent cannot be written: {error.strerror}") from error

    def note(self, outbound: OutboundId) -> None:
        """Note that it is handed over from now on. Raises `StorageError`, and then it must not be."""
        if self._file is None:
            return
        self._recent.append(outbound)
        line = b"%d\n" % outbound
        try:
            if os.write(self._file, line) < len(line):  # half a number is another's: the next one writes all anew
                self._lines = 2 * _MOST
                raise StorageError("that it is sent could be noted in part only: the disk is full")
            self._lines += 1
            if self._lines >= 2 * _MOST:
                self._rewrite()
        except OSError as error:
            raise StorageError(f"that it is sent could not be noted: {error.strerror}") from error

    def close(self) -> None:
        """Let the file go; it stays."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @contextmanager
    def others(self) -> Iterator[Mapping[str, Collection[OutboundId] | None]]:
        """Give what dead processes that noted in the same folder may have handed over, by their names, as `left` does.

        Nobody else takes it up meanwhile, and it is removed at the end. Raises `StorageError`.
        """
        try:
            paths = [path for path in sorted(Path(self._path).parent.iterdir()) if path.suffix != _FRESH]
            found = {path: file for path in paths if (file := _locked(path)) is not None}
        except OSError as error:
            raise StorageError(f"the folder of what was begun to be sent cannot be read: {error.strerror}") from error
        try:
            yield {path.name: Begun(str(path), self._boot).left() for path in found}
            for path in found:
                path.unlink(missing_ok=True)
        finally:
            for file in found.values():
                os.close(file)

    def _rewrite(self) -> None:
        """Put a file with the last ones in place of the old one, whole or not at all."""
        fresh = f"{self._path}{_FRESH}"
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(file, "\n".join((self._started(), *map(str, self._recent), "")).encode())
        Path(fresh).replace(self._path)
        self.close()
        self._file, self._lines = file, len(self._recent)

    def _started(self) -> str:
        try:
            return self._boot.read_text("ascii").strip()
        except OSError:
            return ""  # no such file but on Linux: nothing is known, then


def _locked(path: Path) -> int | None:
    """Lock a file that nobody holds; None where its process lives, or it is gone or replaced."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(file), path.stat()):
            return file
    os.close(file)
    return None
