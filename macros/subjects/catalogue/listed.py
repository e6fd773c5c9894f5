"""The filters of the catalogue: what they offer, and the facts about services by which they choose.

Both sides of one thing: the form of the page holds the values that `facts` names. The file of the facts:

    {"id of a service": [situations, kinds, forms, languages, [age from, age to], marks, hours], …}

Lists of ids are one string with spaces; `kinds` goes from the kind to those above it; an age that nobody
limits is null. `marks` adds up 1 = free, 2 = without barriers, 4 = has a phone, 8 = nobody knows what it costs.
`hours` is null where nobody knows them, 1 for nonstop, else [[day from 0 = Monday, minute of opening, of closing,
valid from, valid to], …], the last two as ISO dates or missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from macros.model.site import Site
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.hours import holding
from macros.subjects.catalogue.hours_words import DAYS
from macros.subjects.catalogue.model import Catalogue, Service
from macros.words import czech

Option = tuple[str, str]
"""Value and label of one option of a filter."""


class Facets(NamedTuple):
    """The options of the filters, in the order in which people should read them."""

    situations: list[Option]
    kinds: list[Option]
    forms: list[Option]
    languages: list[Option]


def facets(site: Site, services: Sequence[Service]) -> Facets:
    """Name the options that at least one of the services has."""
    helped = {one.situation.row.id for service in services for one in service.situations}
    kinds = {kind.row.id: kind for service in services for kind in service.kind.ladder}
    by_name = sorted(kinds.values(), key=lambda kind: (czech.sort_key(kind.row.everyday_name), kind.row.id))
    forms = {form.id: form for service in services for form in service.forms}
    languages = {one.id: one for service in services for one in service.languages}
    return Facets(
        [(one.row.id, one.row.title) for one in site[Catalogue].situations.values() if one.row.id in helped],
        [(one.row.id, one.row.everyday_name) for one in by_name],
        [(one.id, one.name) for one in sorted(forms.values(), key=lambda row: (row.position, row.id))],
        [
            (one.id, one.name)
            for one in sorted(languages.values(), key=lambda row: (czech.sort_key(row.name), row.id))
        ],
    )


def facts(services: Iterable[Service]) -> dict[str, Any]:
    """What the filters ask about each service."""
    return {one.row.id: _facts(one) for one in services}


def _facts(service: Service) -> list[Any]:
    row = service.row
    marks = (
        (row.cost == "free") + 2 * (row.barrier_free == "yes") + 4 * bool(service.phones) + 8 * (not row.cost)
    )
    return [
        " ".join(sorted({one.situation.row.id for one in service.situations})),
        " ".join(one.row.id for one in service.kind.ladder),
        " ".join(one.id for one in service.forms),
        " ".join(one.id for one in service.languages),
        [row.age_from, row.age_to],
        marks,
        _hours(service),
    ]


def _hours(service: Service) -> int | list[list[Any]] | None:
    # Hours to come wait in the browser.
    hours = holding(service.hours)
    if not hours:
        return None
    if any(one.nonstop and not one.valid_from and not one.valid_to for one in hours):
        return 1
    return [stretch for one in hours for stretch in _stretches(one)]


def _stretches(row: rows.HoursRow) -> Iterator[list[Any]]:
    dates = [_iso(row.valid_from), _iso(row.valid_to)] if row.valid_from or row.valid_to else []
    for day in DAYS if row.nonstop else (row.weekday,):
        opens, closes = (0, 24 * 60) if row.nonstop else (_minutes(row.opens), _minutes(row.closes))
        yield [list(DAYS).index(day), opens, closes, *dates]


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return 60 * int(hours) + int(minutes)
