"""Addresses of the pages of white spots, of journeys and of stories."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDEX = "bila-mista/"
STORIES = "sitovani/"
COMPARISON = f"{STORIES}srovnani/"
REACH = "dojezd/"


def _lists(data: Data) -> Iterator[str]:
    """The page about all situations and one for each."""
    yield INDEX
    yield REACH
    yield from (f"{INDEX}{code}/" for code in data.values("situations", "situations", "id") if code)
    if any(data.values("network", "stories", "id")):
        yield from (STORIES, COMPARISON)
    yield from _measured(data)


def _measured(data: Data) -> Iterator[str]:
    """A page for each covered region in which somebody looked for a journey."""
    starts = {one for one in data.values("network", "reachability", "from_code") if one}
    if not starts:
        return
    codes, nuts = (data.values("territory", "municipalities", name) for name in ("code_csu", "region_nuts3"))
    found = {region for code, region in zip(codes, nuts, strict=True) if code in starts}
    codes, slugs = (data.values("territory", "regions", name) for name in ("code_nuts3", "slug"))
    for code, slug in zip(codes, slugs, strict=True):
        if code in found and code in data.settings.regions:
            yield f"{REACH}{slug}/"


ADDRESSES = Addresses(
    pages=(plainly(("network", "stories"), STORIES),),
    lists=_lists,
    folders=(INDEX, REACH),
    come_and_go=(INDEX, STORIES, COMPARISON, REACH),
)
