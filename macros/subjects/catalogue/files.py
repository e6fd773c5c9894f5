"""What catalogue pages load beside their lists: by what to filter them, and what a sheet of paper says of each service.

One file a list, so that no phone loads the whole state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from macros.files.made import Made, compact
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.catalogue.listed import facts
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.pages.lists import CATALOGUE, REGION_LIST, facts_path, listed, sheet_path
from macros.subjects.catalogue.sheet import sheet, sheet_keys


def catalogue_files(site: Site) -> Iterator[Made]:
    """The facts about the services of each catalogue page that shows a list, and their sheets."""
    kinds = digest(kind.key for kind in site[Catalogue].kinds.values())
    for group in (*CATALOGUE.of(site), *REGION_LIST.of(site)):
        if path := facts_path(site, group):
            services = listed(site, group)
            key = digest([kinds, *(service.key for service in services)])
            yield Made(path, key, partial(_facts, services))
            key = digest([kinds, *sheet_keys(services)])
            yield Made(sheet_path(site, group), key, partial(_sheet, site, services))


def _facts(services: Sequence[Service]) -> bytes:
    return compact(facts(services))


def _sheet(site: Site, services: Sequence[Service]) -> bytes:
    return compact(sheet(site, services))
