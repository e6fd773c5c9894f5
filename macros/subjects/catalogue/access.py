"""How a service is reached: by phone, in writing, on the web, by going there, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Access(IntEnum):
    """The best way to a service; the least is the most helpful."""

    PHONE = 0
    CHAT = 1
    FORM = 2
    MAIL = 3
    WEB = 4
    STREET = 5
    NONE = 6


_ACCESS = {
    "phone": Access.PHONE,
    "chat": Access.CHAT,
    "form": Access.FORM,
    "email": Access.MAIL,
    "web": Access.WEB,
}


def access(kinds: Iterable[str], streets: Iterable[str]) -> Access:
    """The best way by the kinds of contacts and by the streets of places that are no secret, "" where unknown."""
    known = (_ACCESS[kind] for kind in kinds if kind in _ACCESS)
    return min(known, default=Access.STREET if any(streets) else Access.NONE)
