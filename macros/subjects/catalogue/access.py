"""How a service is reached: by phone, in writing, on the web, by going there, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Access(IntEnum):
    """The best way to a service; the least is the most helpful."""

    PHONE = 0
    ANSWER = 1
    """A chat or a form: somebody answers there."""
    MAIL = 2
    WEB = 3
    STREET = 4
    NONE = 5


_ACCESS = {
    "phone": Access.PHONE,
    "chat": Access.ANSWER,
    "form": Access.ANSWER,
    "email": Access.MAIL,
    "web": Access.WEB,
}


def access(kinds: Iterable[str], streets: Iterable[str]) -> Access:
    """The best way by the kinds of contacts and by the streets of places that are no secret, "" where unknown."""
    known = (_ACCESS[kind] for kind in kinds if kind in _ACCESS)
    return min(known, default=Access.STREET if any(streets) else Access.NONE)
