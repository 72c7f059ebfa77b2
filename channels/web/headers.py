"""The headers that keep browsers from doing more than the pages need. Pure."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

BASE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
"""For every answer, whatever it holds."""
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
)


def page(framed_by: Sequence[str] = ()) -> dict[str, str]:
    """Give the headers of an HTML page that only this site and the origins in `framed_by` may show in a frame."""
    ancestors = " ".join(("frame-ancestors 'self'", *framed_by))
    policy = {"Content-Security-Policy": "; ".join((*_POLICY, ancestors))}
    # X-Frame-Options can name no other site: where there is one, the policy above speaks alone
    frame = {} if framed_by else {"X-Frame-Options": "SAMEORIGIN"}
    return {**BASE, **policy, **frame, "Cache-Control": "no-cache", "Vary": "Cookie"}
