"""Who starts or stops helping where: kinds of services by ORP, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.compare.comparing import Comparing, Effect
from macros.compare.sentence import Quoted
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.serving import serving
from macros.subjects.coverage.words import DIFFERENCE, NOBODY, ONLY_ANSWER
from macros.subjects.territory.model import Territories

_SHOWN = 3
"""So many services are named."""
_Reached = dict[tuple[str, str], list[str]]


def _reached(site: Site) -> _Reached:
    """Names of services by kind and ORP, as people of its seat see them; nationwide ones are none."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for orp in site[Territories].covered_orps():
        for service in serving(site, orp.seat or orp):
            found[service.kind.row.id, orp.code].append(service.row.name)
    return dict(found)


def _effects(before: Site, after: Site) -> Iterator[Effect]:
    was, now = _reached(before), _reached(after)
    kinds = {code: one.row.name for site in (before, after) for code, one in site[Catalogue].kinds.items()}
    orps = {one.code: one.row.name for site in (before, after) for one in site[Territories].covered_orps()}
    for kind, orp in sorted(was.keys() ^ now.keys()):
        old, new = was.get((kind, orp), []), now.get((kind, orp), [])
        names = (Quoted(kinds[kind]), DIFFERENCE, Quoted(orps[orp]), ": ", *_named(old), " → ", *_named(new))
        yield Effect(names if new else (ONLY_ANSWER, *names), danger=not new)


def _named(names: list[str]) -> tuple[str, ...]:
    if not names:
        return (NOBODY.lower(),)
    return (Quoted(", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")),)


COMPARING = Comparing(effects=_effects)
