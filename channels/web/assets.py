"""The files that the pages load: styles, scripts and drawings, under an address that changes with their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from starlette import requests, responses

from channels.web import headers

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    content: bytes
    media_type: str
    etag: str


@cache
def _assets() -> Mapping[str, Asset]:
    """Read the files, once."""
    return MappingProxyType({path.name: _asset(path) for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES})


@cache
def version() -> str:
    """Name the state of all files together; it stands in their address, so that scripts find one another beside them."""
    return sha256("".join(asset.etag for asset in _assets().values()).encode()).hexdigest()[:12]


async def serve(http: requests.Request) -> responses.Response:
    """Answer `/assets/{version}/{name}`: for good under the current version, to be asked again under another."""
    asset = _assets().get(http.path_params["name"])
    if asset is None:
        return responses.Response(status_code=404, headers=dict(headers.BASE))
    current = http.path_params["version"] == version()
    return _answer(http, asset, _FOREVER if current else "no-cache")


async def widget(http: requests.Request) -> responses.Response:
    """Answer `/widget.js`, whose address other sites have written down."""
    return _answer(http, _assets()["widget.js"], _SHORTLY)


def _answer(http: requests.Request, asset: Asset, caching: str) -> responses.Response:
    """Give the file, or 304 to whoever has it already."""
    fields = {**headers.BASE, "ETag": asset.etag, "Cache-Control": caching, "Cross-Origin-Resource-Policy": "cross-origin"}
    if asset.etag in {tag.strip().removeprefix("W/") for tag in http.headers.get("if-none-match", "").split(",")}:
        return responses.Response(status_code=304, headers=fields)
    return responses.Response(asset.content, 200, fields, asset.media_type)


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, _TYPES[path.suffix], f'"{sha256(content).hexdigest()[:20]}"')
