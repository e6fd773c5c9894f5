"""The files by which catalogue pages filter their lists: one a list, so that no phone loads the whole state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.files.made import Made, compact
from macros.model.keys import digest
from macros.model.site import Site
from macros.page.family import Page
from macros.subjects.catalogue.listed import facts
from macros.subjects.catalogue.pages import lists as indexes


def catalogue_files(site: Site, pages: Iterable[Page]) -> Iterator[Made]:
    """The facts about the services of each catalogue page that shows a list."""
    kinds = digest(one.key for one in site.kinds.values())
    for page in pages:
        if page.family.name == "catalogue" and (path := indexes.facts_path(site, page.subject)):
            services = indexes.listed(site, page.subject)
            key = digest([kinds, *(one.key for one in services)])
            yield Made(path, key, lambda services=services: compact(facts(services)))  # type: ignore[misc]
