"""Addresses of sets of criteria, assessments and family policies."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly
from macros.subjects.territory.model import MUNICIPALITIES

INDEX, POLICY = "hodnoceni/", "rodinna-politika"


def _lists(data: Data) -> Iterator[str]:
    """Addresses beside those of sets and assessments: the list, forms, comparisons, family policies."""
    sets = [code for code in data.values("evaluation", "criteria_sets", "id") if code]
    if sets:
        yield INDEX
    yield from (f"{INDEX}{code}/{page}/" for code in sets for page in ("formular", "srovnani"))
    policies = set(data.values("evaluation", "family_policies", "municipality_code_csu"))
    if towns := data.table("territory", "municipalities") if policies else None:
        for _, code, slug, region in towns.records(["code_csu", "slug", "region_nuts3"]):
            if code in policies and slug and region in data.settings.regions:
                yield f"{MUNICIPALITIES}{slug}/{POLICY}/"


ADDRESSES = Addresses(
    pages=(
        plainly(("evaluation", "criteria_sets"), INDEX),
        plainly(("evaluation", "assessments"), INDEX),
    ),
    lists=_lists,
    folders=("forms/",),
    come_and_go=(INDEX,),
)
