"""Rules about the steps of guides: somebody must answer each, and where nobody does is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from macros.check import Check, Data, check
from macros.check.common import Hints
from macros.data.problems import Problem, problem
from macros.data.tables import Table
from macros.subjects.coverage.reach import Atlas, Offer, Town, helps_afar, labels, reach, together
from macros.words.czech import number, plural

SHOWN = 3
"""So many places are named in a warning; the page mezery/ names all."""

_NEEDED = (
    ("codelists", "kinds"),
    ("services", "services"),
    ("services", "areas"),
    ("territory", "municipalities"),
    ("territory", "orp"),
    ("territory", "regions"),
)


@check("macro-id", "step-unserved")
def step_unserved(data: Data) -> Iterator[Problem]:
    """Each kind that a step names exists, and at least one living service is of it or of a finer kind."""
    tables = _tables(data)
    if tables is None:
        return
    kinds, services, *_ = tables
    offered = {kind for _, kind, status in services.records(["kind", "status"]) if _living(status)}
    parents = dict(zip(kinds.columns["id"], kinds.columns["parent"], strict=True))
    served = offered | {parents.get(kind) for kind in offered}
    hint = Hints(kinds.columns["id"])
    for step in data.steps:
        for kind in step.kinds:
            if kind not in parents:
                yield problem(step.file, step.row, "", "macro-id", kind, macro="who", hint=hint(kind))
            elif kind not in served:
                yield problem(step.file, step.row, "", "step-unserved", kind, macro="who")


@check("step-gap")
def step_gap(data: Data) -> Iterator[Problem]:
    """In each covered municipality somebody answers each step: from there, its surroundings, or from afar."""
    tables = _tables(data)
    if tables is None or not data.steps:
        return
    kinds, services, areas, towns, orps, regions = tables
    atlas = _atlas(data, towns, orps, regions)
    parents = dict(zip(kinds.columns["id"], kinds.columns["parent"], strict=True))
    reaches = reach(
        atlas, _offers(kinds, services, areas, data.table("situations", "service_situations")), parents
    )
    offered = {name.partition("@")[0] for name in reaches}
    for step in data.steps:
        missing = atlas.all - together(reaches, step.kinds, step.situation).all
        # A kind that nobody offers at all is a mistake of its own.
        if missing and all(kind in offered for kind in step.kinds):
            yield _gap(step.file, step.row, step.title, atlas, missing)


def _gap(file: str, row: int, title: str, atlas: Atlas, missing: frozenset[str]) -> Problem:
    names = list(islice(atlas.in_words(missing), SHOWN + 1))
    return problem(
        file,
        row,
        "",
        "step-gap",
        title,
        warning=True,
        count=f"{plural(len(missing), 'obec', 'obce', 'obcí')} z {number(len(atlas.all))}",
        places=", ".join(names[:SHOWN]) + (" a další" if len(names) > SHOWN else ""),
    )


def _tables(data: Data) -> list[Table] | None:
    """The tables that the rules read; None where one is missing or unsound: its mistakes come first."""
    found = [data.table(*one) for one in _NEEDED]
    whole = [one for one in found if one is not None and one.sound]
    return whole if len(whole) == len(found) else None


def _living(status: str) -> bool:
    return status in ("active", "closed")


def _atlas(data: Data, towns: Table, orps: Table, regions: Table) -> Atlas:
    """The municipalities of the regions that mkdocs.yml names."""
    state = dict(zip(regions.columns["code_nuts3"], regions.columns["state_iso"], strict=True))
    names = dict(zip(regions.columns["code_nuts3"], regions.columns["name"], strict=True))
    region_of = dict(zip(orps.columns["code_csu"], orps.columns["region_nuts3"], strict=True))
    covered = [code for code in data.settings.regions if code in names]
    found = [
        Town(code, name, orp, region_of[orp], state[region_of[orp]])
        for _, code, name, orp in towns.records(["code_csu", "name", "orp_code_csu"])
        if region_of.get(orp) in covered
    ]
    called = dict(zip(orps.columns["code_csu"], orps.columns["name"], strict=True))
    postcodes = dict(zip(towns.columns["code_csu"], towns.columns["postcode"], strict=True))
    shown = labels(found, called, postcodes)
    found = [one._replace(name=shown[one.code]) for one in found]
    return Atlas(tuple(found), called, {code: names[code] for code in covered})


def _offers(kinds: Table, services: Table, areas: Table, named: Table | None) -> Iterator[Offer]:
    """What living services offer: a narrow one only in the situations that name it."""
    only: defaultdict[str, list[str]] = defaultdict(list)
    for _, service, situation in named.records(["service", "situation"]) if named else ():
        only[service].append(situation)
    family = dict(zip(kinds.columns["id"], kinds.columns["family"], strict=True))
    living = {
        code: (
            kind,
            helps_afar((forms or "").split(";"), family.get(kind, "")),
            only[code] if narrow else [""],
        )
        for _, code, kind, forms, status, narrow in services.records(
            ["id", "kind", "forms", "status", "narrow"]
        )
        if _living(status)
    }
    for _, service, level, code in areas.records(["service", "level", "territory_code"]):
        if service in living:
            kind, afar, situations = living[service]
            for situation in situations:
                yield Offer(kind, level, code, afar, situation)


RULES: tuple[Check, ...] = (step_unserved, step_gap)
