"""Icons of the Material set, taken from the theme's package at build, as one style sheet of masks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

USED = (
    "account-group",
    "alert",
    "arrow-right",
    "calendar-clock",
    "cash",
    "check-decagram",
    "chevron-right",
    "clock-outline",
    "email-outline",
    "exit-run",
    "file-document-outline",
    "home-city-outline",
    "human-male-child",
    "magnify",
    "map-marker-outline",
    "message-text-outline",
    "pencil-outline",
    "phone",
    "rss",
    "school-outline",
    "sign-direction",
    "web",
    "wheelchair-accessibility",
    "database-outline",
    "download",
    "handshake-outline",
    "information-outline",
    "scale-balance",
    "target",
    "wallet-outline",
)


def path_of(name: str) -> Path:
    """Where the drawing of an icon lies. The file may be missing: see `exists`."""
    import material

    return Path(next(iter(material.__path__))) / "templates" / ".icons" / "material" / f"{name}.svg"


def exists(name: str) -> bool:
    """Whether the Material set has an icon of that name."""
    return path_of(name).is_file()


def stylesheet(extra: Iterable[str]) -> str:
    """Return CSS with one class an icon: those that templates use and `extra` ones from the data."""
    rules = []
    for name in sorted({*USED, *extra}):
        svg = path_of(name).read_text(encoding="utf-8").strip()
        rules.append(f'.i-{name}{{--i:url("data:image/svg+xml,{quote(svg, safe=_SAFE)}")}}')
    return "\n".join(rules) + "\n"


_SAFE = " ='/:.-,"
