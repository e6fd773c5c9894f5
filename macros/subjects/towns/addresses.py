"""Addresses of municipalities, ORP and regions: those of the regions that mkdocs.yml names."""

from __future__ import annotations

from macros.check import Data
from macros.check.addresses_kept import Addresses, Pages
from macros.check.history import Columns
from macros.subjects.territory.model import MUNICIPALITIES, ORPS, REGIONS


def _covered(name: str, prefix: str, region: str) -> Pages:
    """Pages of a table of the package territory; `region` is its column with the region of a row."""

    def addresses(data: Data, columns: Columns) -> list[str]:
        pairs = zip(columns["slug"], columns[region], strict=True)
        covered = data.settings.regions
        return [f"{prefix}{slug}/" if slug and code in covered else "" for slug, code in pairs]

    return Pages(("territory", name), "slug", addresses)


ADDRESSES = Addresses(
    pages=(
        _covered("municipalities", MUNICIPALITIES, "region_nuts3"),
        _covered("orp", ORPS, "region_nuts3"),
        _covered("regions", REGIONS, "code_nuts3"),
    ),
    lists=lambda data: (MUNICIPALITIES,),
)
