"""Rules about the steps of guides: somebody must answer each, and where nobody does is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from macros.check import Check, Data, check
from macros.check.common import Hints
from macros.data.problems import Problem, problem
from macros.data.tables import Table
from macros.subjects.catalogue.homes import LIVING
from macros.subjects.coverage.addresses import INDEX
from macros.subjects.coverage.reach import (
    Atlas,
    Codes,
    Serving,
    helps_afar,
    offers,
    reach,
    together,
    upwards,
)
from macros.subjects.territory.names import Town, labels
from macros.words.czech import number, plural, some, sort_key

SHOWN = 3
"""So many places are named in a warning; the page of the gaps names all."""

_NEEDED = (
    ("codelists", "kinds"),
    ("services", "services"),
    ("services", "areas"),
    ("services", "places"),
    ("territory", "municipalities"),
    ("territory", "orp"),
    ("territory", "regions"),
    ("codelists", "forms"),
)


@check("macro-id", "step-unserved")
def step_unserved(data: Data) -> Iterator[Problem]:
    """Each kind that a step names exists; where no living service is of it or of a finer kind, a warning says so."""
    tables = needed_tables(data)
    if tables is None:
        return
    kinds, services = tables["kinds"], tables["services"]
    offered = {kind for _, kind, status in services.records(["kind", "status"]) if status in LIVING}
    parents = kinds.by("id", "parent")
    served = {above for kind in offered for above in upwards(kind, parents)}
    hint = Hints(kinds.columns["id"])
    for step in data.steps:
        for kind in step.kinds:
            if kind not in parents:
                yield problem(step.file, step.row, "", "macro-id", kind, macro="who", hint=hint(kind))
            elif kind not in served and services.rows:
                yield problem(step.file, step.row, "", "step-unserved", kind, warning=True, step=step.title)


@check("services-none")
def some_services(data: Data) -> Iterator[Problem]:
    """A portal of help has services; one that has none says so on its pages, and is warned once."""
    table = data.table("services", "services")
    if table is not None and table.sound and not table.rows:
        yield table.problem(0, "id", "services-none", warning=True)


@check("step-gap")
def step_gap(data: Data) -> Iterator[Problem]:
    """In each covered municipality somebody answers each step: from there, its surroundings, or from afar."""
    tables = needed_tables(data)
    if tables is None or not data.steps or not tables["services"].rows:
        return
    atlas = covered_atlas(data, tables)
    parents = tables["kinds"].by("id", "parent")
    reaches = reach(atlas, offers(servings(data, tables)), parents)
    for step in data.steps:
        missing = atlas.all - together(reaches, step.kinds, step.situation).all
        # A kind that is not in the table is a mistake of its own.
        if missing and all(kind in parents for kind in step.kinds):
            yield _gap(step.file, step.row, step.title, atlas, missing)


def _gap(file: str, row: int, title: str, atlas: Atlas, missing: Codes) -> Problem:
    names = list(islice(atlas.in_words(missing), SHOWN + 1))
    return problem(
        file,
        row,
        "",
        "step-gap",
        title,
        warning=True,
        count=f"{plural(len(missing), 'obec', 'obce', 'obcí')} z {number(len(atlas.all))}",
        page=INDEX,
        places=some(names, SHOWN),
    )


def needed_tables(data: Data) -> dict[str, Table] | None:
    """The tables that the rules read, by name; None where one is missing or unsound: its mistakes come first."""
    found = {name: data.table(package, name) for package, name in _NEEDED}
    whole = {name: one for name, one in found.items() if one is not None and one.sound}
    return whole if len(whole) == len(found) else None


def covered_atlas(data: Data, tables: Mapping[str, Table]) -> Atlas:
    """The municipalities of the regions that mkdocs.yml names."""
    towns, orps, regions = tables["municipalities"], tables["orp"], tables["regions"]
    state = regions.by("code_nuts3", "state_iso")
    names = regions.by("code_nuts3", "name")
    region_of = orps.by("code_csu", "region_nuts3")
    covered = [code for code in data.settings.regions if code in names]
    found = [
        Town(code, name, orp, region_of[orp], state[region_of[orp]])
        for _, code, name, orp in towns.records(["code_csu", "name", "orp_code_csu"])
        if region_of.get(orp) in covered
    ]
    called = orps.by("code_csu", "name")
    # As on the page of gaps: regions as mkdocs.yml names them, what lies in them by the alphabet.
    found.sort(key=lambda town: (covered.index(town.region), sort_key(called[town.orp]), sort_key(town.name)))
    postcodes = towns.by("code_csu", "postcode")
    shown = labels(found, called, postcodes)
    found = [one._replace(name=shown[one.code]) for one in found]
    return Atlas(tuple(found), called, {code: names[code] for code in covered})


def servings(data: Data, tables: Mapping[str, Table]) -> Iterator[Serving]:
    """The services as `coverage.link.serving_of` sees them."""
    family, reaches = tables["kinds"].by("id", "family"), tables["forms"].by("id", "reach")
    region = tables["orp"].by("code_csu", "region_nuts3")
    orp = tables["municipalities"].by("code_csu", "orp_code_csu")
    home = {
        place: (orp[town], region.get(orp[town], ""))
        for place, town in tables["places"].by("id", "municipality_code_csu").items()
        if town in orp
    }
    named, served = defaultdict[str, list[str]](list), defaultdict[str, list[tuple[str, str]]](list)
    links = data.table("situations", "service_situations")
    for _, service, situation in links.records(["service", "situation"]) if links else ():
        named[service].append(situation)
    for _, service, level, code in tables["areas"].records(["service", "level", "territory_code"]):
        served[service].append((level, code))
    columns = ["id", "kind", "status", "forms", "places", "narrow"]
    for _, service, kind, status, cell, mine, narrow in tables["services"].records(columns):
        yield Serving(
            kind,
            status,
            helps_afar((reaches.get(form, "") for form in (cell or "").split(";")), family.get(kind, "")),
            tuple(served[service]),
            tuple(home[place] for place in (mine or "").split(";") if place in home),
            tuple(named[service]) if narrow else None,
        )


RULES: tuple[Check, ...] = (some_services, step_unserved, step_gap)
