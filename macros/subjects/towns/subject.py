"""Municipalities, ORP and regions as readers meet them: the pages on which all subjects meet."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.territory.model import MUNICIPALITIES, Territories
from macros.subjects.towns import macros, pages
from macros.subjects.towns.addresses import ADDRESSES
from macros.subjects.towns.exports import EXPORTS


def _found(site: Site) -> Iterator[Entry]:
    for region in site[Territories].covered_regions():
        yield Entry("place", region.url, region.row.name, note="kraj")
        home = region.row.slug
        for orp in region.orps:
            name = f"ORP {orp.row.name}"
            yield Entry("place", orp.url, name, note=region.row.name, home=home)
            for town in orp.municipalities:
                yield Entry("place", town.url, town.label, note=name, text=town.row.postcode, home=home)


def _regions(site: Site) -> dict[str, str]:
    return {one.row.slug: one.row.name for one in site[Territories].covered_regions()}


TOWNS = Subject(
    name="towns",
    addresses=ADDRESSES,
    pages=pages.PAGES,
    exports=EXPORTS,
    macros=macros.MACROS,
    found=(_found,),
    regions=_regions,
    sections={MUNICIPALITIES: "obce"},
    shortcuts=(("Moje obec", MUNICIPALITIES),),
    chosen=MUNICIPALITIES,
)
