"""The `twilio` library, read without `requests`: by that calls its own transport, in whose place ours stands.

It takes 5 MB and a thirtieth of a second of a start. The library only names what is in it until a client without another
transport is made; whoever else wants `requests` gets the real one.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_NAME = "requests"
_NAMED = {_NAME: ("Request", "Response", "Session", "hooks"), f"{_NAME}.adapters": ("HTTPAdapter",)}


@contextmanager
def _without_requests() -> Iterator[None]:
    if _NAME in sys.modules:
        yield
        return
    for module, names in _NAMED.items():
        sys.modules[module] = ModuleType(module)
        vars(sys.modules[module]).update(dict.fromkeys(names))
    try:
        yield
    finally:
        for module in _NAMED:
            del sys.modules[module]


with _without_requests():
    from twilio.http.response import Response  # type: ignore[import-untyped]  # the library ships no types
    from twilio.rest import Client  # type: ignore[import-untyped]  # as above

__all__ = ["Client", "Response"]
