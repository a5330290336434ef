"""Which form an answer takes: pure functions from what a client says to what it gets."""

from typing import Final, Literal

from api.problems import Refused

Format = Literal["json", "csv"]
Encoding = Literal["gzip", "identity"]

MEDIA_TYPES: Final[dict[Format, str]] = {
    "json": "application/json",
    "csv": "text/csv; header=present",
}
# What each range of an Accept header allows, the first of a row being preferred.
_RANGES: Final[dict[str, tuple[Format, ...]]] = {
    "*/*": ("json", "csv"),
    "application/*": ("json",),
    "application/json": ("json",),
    "text/*": ("csv",),
    "text/csv": ("csv",),
}

_PAGES: Final = ("text/html", "application/xhtml+xml", "text/*")
_DATA: Final = ("application/json", "application/problem+json", "application/*", "*/*")


def ranges(header: str) -> list[tuple[str, float]]:
    """Return media ranges or codings of an Accept-like *header* with their q, the best first.

    Ranges of the same q keep their order. A q that is no number counts as 0.
    """
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        q = 1.0
        for parameter in parameters:
            if parameter.lower().startswith("q="):
                try:
                    q = float(parameter[2:])
                except ValueError:
                    q = 0.0
        if name:
            found.append((name.lower(), q))
    return sorted(found, key=lambda pair: -pair[1])


def choose_format(asked: str | None, accept: str | None) -> Format:
    """Choose json or csv: ``format=`` (or the suffix) first, then Accept, else json.

    Raises Refused: bad-parameter for an unknown format, not-acceptable where Accept
    allows none of ours. A browser, which accepts text/html and ``*/*``, gets json.
    """
    if asked is not None:
        if asked not in MEDIA_TYPES:
            raise Refused(
                "not-acceptable",
                "format 只能是 json 或 csv",
                "format must be json or csv",
                ("json", "csv"),
            )
        return asked
    if not accept:
        return "json"
    for name, q in ranges(accept):
        if q > 0 and name in _RANGES:
            return _RANGES[name][0]
    raise Refused(
        "not-acceptable",
        "Accept 中没有本接口提供的格式：application/json、text/csv",
        "Accept allows neither application/json nor text/csv",
        ("application/json", "text/csv"),
    )


def prefers_html(accept: str | None) -> bool:
    """Tell whether a client would rather have a page than JSON, as a browser says it."""
    for name, q in ranges(accept or ""):
        if q > 0 and name in _PAGES:
            return True
        if q > 0 and name in _DATA:
            return False
    return False


def choose_encoding(accept_encoding: str) -> Encoding:
    """Choose gzip where the client takes it, else identity."""
    codings = dict(ranges(accept_encoding))
    return "gzip" if codings.get("gzip", codings.get("*", 0.0)) > 0 else "identity"


def matches(if_none_match: str, etag: str) -> bool:
    """Tell whether *etag* is among those of an If-None-Match header (weak comparison)."""
    if if_none_match.strip() == "*":
        return True
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags
