"""The secret with which conversation tokens are signed: made once, kept in the data folder, readable by its owner only."""

import contextlib
import os
import secrets
from pathlib import Path

from domain.errors import ConfigError

_BYTES = 32


def load_or_make(folder: Path) -> bytes:
    """Give the folder's key; made at the first start. Raises `ConfigError` when it can be neither read nor made."""
    path = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    if len(key) != _BYTES:
        raise ConfigError(
            f"{path}: is not a key of {_BYTES} bytes; remove it to have a new one made (open chats then begin anew)"
        )
    return key


def _make(path: Path) -> None:
    """Write a new key whole or not at all; two processes that start at once agree on one."""
    if path.exists():
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_bytes(secrets.token_bytes(_BYTES))
    with contextlib.suppress(FileExistsError):
        os.link(part, path)
    part.unlink()
