"""Small areas with what they need, registered capacity, money, and the register of results: linked objects.

Counts of people below the threshold end here (`hiding`): nothing behind this module can show them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.model.keys import digest, grouped, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.capacity import rows
from macros.subjects.capacity.addresses import INDEX, RESULTS
from macros.subjects.capacity.hiding import Numbers, hidden_numbers, threshold_of
from macros.subjects.capacity.registered import Registration, registrations
from macros.subjects.catalogue.model import Catalogue, Kind, Service
from macros.subjects.territory.model import Municipality, Territories

SIDES = ("prevention", "care")
"""The two sides that stand beside each other."""


class Need(NamedTuple):
    """The least and the good state of a kind of service in an area, and who says so."""

    row: rows.NeedRow
    kind: Kind


@dataclass(slots=True, eq=False, repr=False)
class SmallArea:
    """A set of municipalities for which somebody plans; of none where the source does not say which."""

    row: rows.SmallAreaRow
    towns: tuple[Municipality, ...]
    needs: tuple[Need, ...]
    money: tuple[rows.MoneyRow, ...]

    @property
    def url(self) -> str:
        """Where its page stands."""
        return f"{INDEX}{self.row.id}/"


class TownClients(NamedTuple):
    """How many clients came from a municipality; None where it must not be said."""

    town: Municipality
    clients: int | None


@dataclass(slots=True, eq=False, repr=False)
class Report:
    """What a service reported of a year, without small counts."""

    row: rows.ReportRow
    clients: int | None
    contacts: int | None
    note: str
    towns: tuple[TownClients, ...]
    elsewhere: int | None
    """Clients of no municipality named; None where nobody is left or it must not be said."""
    hidden: bool
    """Whether anything was left out because few people are meant."""
    grants: tuple[rows.ReportGrantRow, ...]


class Result(NamedTuple):
    """How an outcome turned out in a year; `value` is None where it must not be said."""

    row: rows.OutcomeResultRow
    value: float | None
    note: str


@dataclass(slots=True, eq=False, repr=False)
class Outcome:
    """What is expected of a service, how it is known, and how it turned out."""

    row: rows.OutcomeRow
    baseline: float | None
    results: tuple[Result, ...]


@dataclass(slots=True, eq=False, repr=False)
class Told:
    """A service with its reports, the newest first, and agreed outcomes."""

    service: Service
    reports: tuple[Report, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def url(self) -> str:
        """Where its page stands."""
        return f"{RESULTS}{self.service.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Donor:
    """Who wants numbers of services, and which; of a field that is not here nobody knows."""

    row: rows.DonorRow
    fields: Mapping[str, rows.DonorFieldRow]


@dataclass(slots=True, eq=False, repr=False)
class Capacity:
    """All that is known of capacity and results."""

    areas: dict[str, SmallArea] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    """Side of a kind by its id, finer kinds included; of others nobody says it."""
    registrations: tuple[Registration, ...] = ()
    told: dict[str, Told] = field(default_factory=dict)
    """By the id of the service."""
    donors: tuple[Donor, ...] = ()
    numbers: Numbers = field(default_factory=Numbers)
    """Which numbers are hidden."""
    threshold: int = 0
    key: bytes = b""
    """Digest of all tables, and of what is read of services."""


def link_capacity(site: Site, read: Read) -> None:
    """Fill `site[Capacity]`; nothing without the package."""
    mine = site[Capacity]
    tables = {name: read("capacity", name) for _, name in rows.ROWS}
    mine.sides = _sides(site[Catalogue], tables["kind_sides"])
    mine.registrations = registrations(site[Catalogue].services.values(), tables["capacities"])
    mine.threshold = threshold_of(site)
    mine.numbers = hidden_numbers(
        tables["reports"],
        tables["report_clients"],
        tables["outcomes"],
        tables["outcome_results"],
        mine.threshold,
        {code: one.population for code, one in site[Territories].municipalities.items()},
    )
    mine.areas = _areas(site, tables)
    mine.told = _told(site, tables, mine.numbers)
    fields = grouped(tables["donor_fields"], lambda row: str(row.donor))
    mine.donors = tuple(Donor(row, {one.field: one for one in fields[row.id]}) for row in tables["donors"])
    # The threshold comes from another package: what it hides must not stay in files that were made before.
    rows_key = (row_key(*found) for found in tables.values())
    mine.key = digest([*rows_key, b"%d" % mine.threshold, _services_key(site)])


def _services_key(site: Site) -> bytes:
    """Digest of what pages read of services: no telephone, no opening hour."""
    return digest(
        repr(
            (
                one.row.id,
                one.row.name,
                one.kind.row.id,
                one.active,
                one.quick_exit,
                one.row.capacity,
                one.row.capacity_unit,
                one.row.registration,
                one.row.source_date,
                [place.municipality.code for place in one.places],
            )
        ).encode()
        for one in site[Catalogue].services.values()
    )


def _sides(catalogue: Catalogue, table: Iterable[rows.KindSideRow]) -> dict[str, str]:
    own = {row.kind: row.side for row in table}
    found = {}
    for code, kind in catalogue.kinds.items():
        side = next((own[one.row.id] for one in kind.ladder if one.row.id in own), "")
        if side:
            found[code] = side
    return found


def _areas(site: Site, tables: Mapping[str, list[Any]]) -> dict[str, SmallArea]:
    land, catalogue = site[Territories], site[Catalogue]
    towns: defaultdict[str, list[Municipality]] = defaultdict(list)
    for row in tables["small_area_municipalities"]:
        towns[row.area].append(land.municipalities[row.municipality_code_csu])
    needs = grouped(tables["needs"], lambda row: str(row.area))
    money = grouped(tables["money"], lambda row: str(row.area))
    return {
        row.id: SmallArea(
            row,
            tuple(sorted(towns[row.id], key=lambda town: site.language.sort_key(town.name))),
            tuple(Need(one, catalogue.kinds[one.kind]) for one in needs[row.id]),
            tuple(money[row.id]),
        )
        for row in sorted(tables["small_areas"], key=lambda row: site.language.sort_key(row.name))
    }


def _told(site: Site, tables: Mapping[str, list[Any]], numbers: Numbers) -> dict[str, Told]:
    services = site[Catalogue].services
    reports, outcomes = (
        grouped(tables[name], lambda row: str(row.service)) for name in ("reports", "outcomes")
    )
    towns, grants = (
        grouped(tables[name], lambda row: f"{row.service} {row.year}")
        for name in ("report_clients", "report_grants")
    )
    results = grouped(tables["outcome_results"], lambda row: str(row.outcome))
    found = {}
    for code in sorted(
        {*reports, *outcomes}, key=lambda code: site.language.sort_key(services[code].row.name)
    ):
        mine = [
            _report(site, row, towns[f"{code} {row.year}"], grants[f"{code} {row.year}"], numbers)
            for row in sorted(reports[code], key=lambda row: -row.year)
        ]
        agreed = [_outcome(row, results[row.id], numbers) for row in outcomes[code]]
        found[code] = Told(services[code], tuple(mine), tuple(agreed))
    return found


def _report(
    site: Site,
    row: rows.ReportRow,
    towns: Iterable[rows.ReportClientRow],
    grants: Iterable[rows.ReportGrantRow],
    numbers: Numbers,
) -> Report:
    key, land = (row.service, row.year), site[Territories].municipalities
    shown = [
        TownClients(
            land[one.municipality_code_csu],
            None if (*key, one.municipality_code_csu) in numbers.towns else one.clients,
        )
        for one in towns
    ]
    silent = key in numbers.totals
    return Report(
        row,
        None if silent else row.clients,
        None if silent else row.contacts,
        "" if key in numbers.touched else row.note,
        tuple(sorted(shown, key=lambda line: (-(line.clients or 0), site.language.sort_key(line.town.name)))),
        numbers.elsewhere.get(key),
        key in numbers.touched,
        tuple(sorted(grants, key=lambda grant: -grant.amount_czk)),
    )


def _outcome(row: rows.OutcomeRow, results: Iterable[rows.OutcomeResultRow], numbers: Numbers) -> Outcome:
    shown = (
        Result(one, None, "") if (row.id, one.year) in numbers.results else Result(one, one.result, one.note)
        for one in results
    )
    return Outcome(
        row,
        None if row.id in numbers.baselines else row.baseline,
        tuple(sorted(shown, key=lambda result: result.row.year)),
    )
