"""The stored form of states, inbounds and replies: JSON with the value's class as `kind` and, for states, a version as `v`.

Unknown keys are refused rather than guessed at; older versions of a state are lifted by `_UPCASTS` before they are read.
"""

import json
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, from_json, to_json

from domain import states
from domain.errors import BadInput
from domain.inbound import Inbound
from domain.model import Option, Reply

_UPCASTS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a version to the next: pure functions on the JSON object, without `kind` and `v` changed in meaning."""

_REMEMBERED = 1_000
"""Of each kind: the same answers and states are written and read again and again, and all of them are frozen."""

T = TypeVar("T")
# made once: `json.dumps` makes an encoder for each call
_packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_listed = json.JSONEncoder(ensure_ascii=False)


@lru_cache(_REMEMBERED)
def dump_state(state: states.State) -> str:
    """Give the state's stored form."""
    return _dump(state, v=states.VERSION)


@lru_cache(_REMEMBERED)
def load_state(stored: str) -> states.State:
    """Read a stored state of this or an older version. Raises `BadInput` when it cannot be read."""
    fields = _fields(stored)
    version = fields.pop("v", None)
    lifts = range(version, states.VERSION) if isinstance(version, int) and version <= states.VERSION else None
    if lifts is None or not all(step in _UPCASTS for step in lifts):
        raise BadInput("a stored state has no version that this program knows")
    for step in lifts:
        fields = _UPCASTS[step](fields)
    state: states.State = _build(states.State, fields)
    return state


def dump_inbound(inbound: Inbound) -> str:
    """Give the inbound's stored form."""
    return _dump(inbound)


def load_inbound(stored: str) -> Inbound:
    """Read a stored inbound. Raises `BadInput` when it cannot be read."""
    inbound: Inbound = _build(Inbound, _fields(stored))
    return inbound


def forget() -> None:
    """Forget what was read and written, words among it."""
    for remembered in (dump_state, load_state, dump_reply, _reply, _one):
        remembered.cache_clear()


@lru_cache(_REMEMBERED)
def dump_reply(reply: Reply) -> str:
    """Give the reply's stored form."""
    return sys.intern(_adapters[Reply].dump_json(_one(reply)).decode())


def load_reply(stored: str) -> Reply:
    """Read a stored reply. Raises `BadInput` when it cannot be read."""
    return _reply(sys.intern(stored))  # as it was written: once in memory


@lru_cache(_REMEMBERED)
def _reply(stored: str) -> Reply:
    return _one(_validated(Reply, _fields(stored)))


@lru_cache(_REMEMBERED)
def _one(reply: Reply) -> Reply:
    """Give the first of equal replies: what is read again as it was written then takes no memory of its own."""
    return reply


@lru_cache(_REMEMBERED)
def dump_options(options: tuple[Option, ...]) -> str:
    """Give the stored form of the options last offered."""
    return _listed.encode([[option.id, option.label] for option in options])


@lru_cache(_REMEMBERED)
def load_options(stored: str) -> tuple[Option, ...]:
    """Read stored options."""
    return tuple(Option(key, label) for key, label in json.loads(stored))


def _dump(value: object, **extra: object) -> str:
    fields = {"kind": type(value).__name__, **extra, **_adapters[type(value)].dump_python(value, mode="json")}
    try:
        return to_json(fields).decode()
    except PydanticSerializationError:  # half of a surrogate pair, in whose place the store puts something else
        return _packed.encode(fields)


def _fields(stored: str) -> dict[str, Any]:
    try:
        fields = from_json(stored)
    except ValueError as error:
        raise BadInput("stored JSON cannot be read") from error
    if not isinstance(fields, dict):
        raise BadInput("stored JSON is not an object")
    return fields


def _build(union: UnionType, fields: dict[str, Any]) -> Any:
    kind = fields.pop("kind", None)
    member = _members(union).get(kind) if isinstance(kind, str) else None
    if member is None:
        raise BadInput(f"a stored value is of the unknown kind {kind!r:.40}")
    return _validated(member, fields)


@lru_cache
def _members(union: UnionType) -> Mapping[str, type]:
    return {member.__name__: member for member in get_args(union)}


def _validated(of: type[T], fields: dict[str, Any]) -> T:
    if unknown := fields.keys() - set(getattr(of, "__dataclass_fields__", ())):
        raise BadInput(f"a stored {of.__name__} has unknown fields: {', '.join(sorted(unknown)):.80}")
    try:
        value: T = _adapters[of].validate_python(fields)
    except ValidationError as error:
        raise BadInput(f"a stored {of.__name__} cannot be read") from error
    return value


class _Adapters(dict[type, TypeAdapter[Any]]):
    """Made when first needed: each costs some milliseconds."""

    def __missing__(self, of: type) -> TypeAdapter[Any]:
        return self.setdefault(of, TypeAdapter(of))


_adapters = _Adapters()
