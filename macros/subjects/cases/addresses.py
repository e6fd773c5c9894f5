"""Addresses of the pages of cases and of projects."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

CASES = "pripady/"
ROLES = f"{CASES}role/"
"""What a role does in all stops of its case."""
PROJECTS = "projekty/"


def _lists(data: Data) -> Iterator[str]:
    """The pages about all cases and about all projects, where there are any."""
    if any(data.values("cases", "cases", "id")):
        yield CASES
    if any(data.values("cases", "projects", "id")):
        yield PROJECTS


ADDRESSES = Addresses(
    pages=(
        plainly(("cases", "cases"), CASES),
        plainly(("cases", "case_actors"), ROLES),
        plainly(("cases", "projects"), PROJECTS),
    ),
    lists=_lists,
    come_and_go=(CASES, PROJECTS),
)
