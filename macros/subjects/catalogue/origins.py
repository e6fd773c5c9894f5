"""What files in repositories of code are: pages name the list that was copied, never somebody's repository.

The table `codelists/sources` says of a file whose it is. Rules and pages ask the same two functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

_REPOSITORY = re.compile(
    r"(?:https?://)?(?:www\.)?"
    r"(?:github\.com|(?:raw|gist)\.githubusercontent\.com|gist\.github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/",
    re.IGNORECASE,
)
UNKNOWN = "unknown"
"""Word of `sources.relation`: a copy of something that nobody knows, so it counts as unverified."""


class Named(Protocol):
    """A row of `codelists/sources` as far as an address is compared with it."""

    @property
    def begins(self) -> str:
        """How addresses of the repository begin."""

    @property
    def ends(self) -> str:
        """How addresses of the file end; "" for any file."""


N = TypeVar("N", bound=Named)


def in_repository(text: str) -> bool:
    """Whether a text names a place in a repository of code: anybody may put anything there."""
    return _REPOSITORY.search(text) is not None


def origin(url: str, rows: Iterable[N]) -> N | None:
    """The row that says what an address is; the longest end wins. None where no row does."""
    found = [one for one in rows if url.startswith(one.begins) and url.endswith(one.ends)]
    return max(found, key=lambda row: len(row.ends), default=None)
