"""Addresses of the pages of cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDEX = "spoluprace/"
AGREEMENTS = f"{INDEX}pravidla/"
BLANK = f"{INDEX}formular/"
REQUESTS = f"{INDEX}potreby/"
LOCAL = f"{INDEX}strategie/"


def _lists(data: Data) -> Iterator[str]:
    """The map, the agreements with their blank form, needs and offers, local strategies."""
    yield from (INDEX, AGREEMENTS, BLANK, REQUESTS, LOCAL)
    yield from _places(data)


def _places(data: Data) -> Iterator[str]:
    """A page for each region and ORP in which somebody looks for something or offers it."""
    requests, orps = data.table("cooperation", "requests"), data.table("territory", "orp")
    regions, towns = data.table("territory", "regions"), data.table("territory", "municipalities")
    if not (requests and orps and regions and towns):
        return
    region_slug = {code: slug for _, code, slug in regions.records(["code_nuts3", "slug"])}
    orp_of = {
        code: (slug, region) for _, code, slug, region in orps.records(["code_csu", "slug", "region_nuts3"])
    }
    orp_of_town = {code: orp for _, code, orp in towns.records(["code_csu", "orp_code_csu"])}
    for _, level, code in requests.records(["level", "territory_code"]):
        orp = orp_of_town.get(code, "") if level == "municipality" else code
        slug, region = orp_of.get(orp, ("", code)) if level != "region" else ("", code)
        if slug:
            yield f"{REQUESTS}orp-{slug}/"
        if found := region_slug.get(region):
            yield f"{REQUESTS}{found}/"


ADDRESSES = Addresses(
    pages=(plainly(("cooperation", "agreements"), AGREEMENTS),),
    lists=_lists,
    folders=(INDEX, AGREEMENTS, REQUESTS),
    come_and_go=(REQUESTS,),
)
