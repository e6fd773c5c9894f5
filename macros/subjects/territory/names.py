"""What to call municipalities where two have one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Town(NamedTuple):
    """A municipality with its name and the codes of the territories that it lies in."""

    code: str
    name: str
    orp: str
    region: str
    state: str


def labels(towns: Iterable[Town], orps: Mapping[str, str], postcodes: Mapping[str, str]) -> dict[str, str]:
    """What to call municipalities by code: those of the same name by their ORP, in one ORP by postcode."""
    alike: defaultdict[str, list[Town]] = defaultdict(list)
    for one in towns:
        alike[one.name].append(one)
    found = {}
    for name, same in alike.items():
        seats = Counter(one.orp for one in same)
        for one in same:
            more = f"ORP {orps[one.orp]}" + (f", {postcodes[one.code]}" if seats[one.orp] > 1 else "")
            found[one.code] = f"{name} ({more})" if len(same) > 1 else name
    return found
