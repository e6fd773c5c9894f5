"""The register of results: services that report, what is expected of them and what came of it; what donors ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.capacity import rows, words
from macros.subjects.capacity.addresses import DONORS, FORM, RESULTS
from macros.subjects.capacity.model import Capacity, Donor, Outcome, Report, Result, Told
from macros.subjects.capacity.pages import capacity_reads
from macros.subjects.catalogue.facts import state
from macros.words import czech

GRANTS_CSV = f"{RESULTS}dotace.csv"
CLIENTS_CSV = f"{RESULTS}klienti.csv"
OUTCOMES_CSV = f"{RESULTS}vysledky.csv"


class Fact(NamedTuple):
    """A heading and what is said under it."""

    title: str
    said: str


class TownLine(NamedTuple):
    """A municipality and how many clients came from it, in words; `url` "" where it has no page."""

    name: str
    url: str
    said: str


class GrantLine(NamedTuple):
    """Who gave how much."""

    payer: str
    said: str


class ReportLine(NamedTuple):
    """A report in words."""

    report: Report
    facts: tuple[Fact, ...]
    towns: tuple[TownLine, ...]
    grants: tuple[GrantLine, ...]


class ResultLine(NamedTuple):
    """How an outcome turned out in a year."""

    year: int
    said: str
    note: str


class OutcomeLine(NamedTuple):
    """An outcome in words."""

    outcome: Outcome
    facts: tuple[Fact, ...]
    results: tuple[ResultLine, ...]


class ToldCard(NamedTuple):
    """A service in the register: of which years it reported, how many outcomes are agreed."""

    told: Told
    years: str
    outcomes: int
    status: str
    """What became of the service, in words; "" where it works."""


class ResultsPage(Struct, frozen=True, kw_only=True):
    """What the register is given."""

    cards: tuple[ToldCard, ...]
    threshold: int
    form: str
    clients: str
    grants: str
    outcomes: str


class ToldPage(Struct, frozen=True, kw_only=True):
    """What the page of a service that reports is given."""

    told: Told
    outcomes: tuple[OutcomeLine, ...]
    reports: tuple[ReportLine, ...]
    threshold: int
    hidden: bool
    """Whether anything is left out because few people are meant."""
    status: str
    """What became of the service, in words; "" where it works."""


class DonorLine(NamedTuple):
    """A donor and its answers to every field of the form."""

    donor: Donor
    cells: tuple[Fact, ...]
    notes: tuple[Fact, ...]


class DonorsPage(Struct, frozen=True, kw_only=True):
    """What the page about reporting is given."""

    fields: tuple[str, ...]
    lines: tuple[DonorLine, ...]
    form: str


def measured(value: float | None, unit: str) -> str:
    """A number of an outcome with its unit: "60 %"."""
    return words.FEW if value is None else f"{czech.number(value)}{words.UNIT_WORDS[unit]}"


def _report(report: Report) -> ReportLine:
    row = report.row
    facts = []
    for title, shown, given, forms in (
        (words.FIELDS["clients"], report.clients, row.clients, words.CLIENTS),
        (words.FIELDS["contacts"], report.contacts, row.contacts, words.CONTACTS),
    ):
        if shown is not None:
            facts.append(Fact(title, czech.plural(shown, *forms)))
        else:
            facts.append(Fact(title, words.NOT_SAID if given is None and not report.hidden else words.FEW))
    if row.grants_total_czk is not None:
        facts.append(Fact(words.GRANTS_TOTAL, _crowns(row.grants_total_czk)))
    towns = [
        TownLine(
            one.town.name,
            one.town.url,
            words.FEW if one.clients is None else czech.plural(one.clients, *words.CLIENTS),
        )
        for one in report.towns
    ]
    if report.elsewhere is not None:
        towns.append(TownLine(words.ELSEWHERE, "", czech.plural(report.elsewhere, *words.CLIENTS)))
    grants = (GrantLine(one.payer, _crowns(one.amount_czk)) for one in report.grants)
    return ReportLine(report, tuple(facts), tuple(towns), tuple(grants))


def _crowns(amount: int) -> str:
    return f"{czech.number(amount)} {words.CROWNS}"


def _outcome(outcome: Outcome) -> OutcomeLine:
    row = outcome.row
    base = measured(outcome.baseline, row.unit) if row.baseline is not None else ""
    target = measured(row.target, row.unit) if row.target is not None else ""
    said = {
        "known_by": row.known_by,
        "baseline": _dated(base, row.baseline_year),
        "target": _dated(target, row.target_year),
        "agreed_with": row.agreed_with or words.NOT_SAID,
    }
    facts = (Fact(words.OUTCOME_FACTS[name], text) for name, text in said.items())
    results = (ResultLine(one.row.year, _result(one, row), one.note) for one in outcome.results)
    return OutcomeLine(outcome, tuple(facts), tuple(results))


def _dated(said: str, year: int | None) -> str:
    if not said:
        return words.NOT_SAID
    return words.WHEN.format(said, year) if year else said


def _result(result: Result, row: rows.OutcomeRow) -> str:
    """A result, and whether the target is met where baseline and target tell which way is better."""
    said = measured(result.value, row.unit) if result.value is not None or row.people else words.NOT_SAID
    if result.value is None or row.target is None or row.baseline is None or row.target == row.baseline:
        return said
    met = result.value >= row.target if row.target > row.baseline else result.value <= row.target
    return f"{said}, {words.MET[met]}"


def _origin(site: Site, table: type, row: int = 0) -> Origin | None:
    file = site.files.get(table)
    return Origin(file, row) if file else None


def results_view(site: Site, subject: None) -> View:
    """All services that report or have agreed outcomes."""
    mine = site[Capacity]
    cards = (
        ToldCard(
            told,
            ", ".join(str(one.row.year) for one in reversed(told.reports)),
            len(told.outcomes),
            state(told.service.row),
        )
        for told in mine.told.values()
    )
    return View(
        title=words.RESULTS_TITLE,
        description=words.RESULTS_DESCRIPTION,
        crumbs=(),
        data=ResultsPage(
            cards=tuple(cards),
            threshold=mine.threshold,
            form=FORM,
            clients=CLIENTS_CSV,
            grants=GRANTS_CSV,
            outcomes=OUTCOMES_CSV,
        ),
        origin=_origin(site, rows.ReportRow),
        way_out=any(told.service.quick_exit for told in mine.told.values()),
    )


def told_view(site: Site, told: Told) -> View:
    """A service: what is expected of it, what it reported."""
    row = told.reports[0].row if told.reports else told.outcomes[0].row
    few = any(
        one.value is None and outcome.row.people for outcome in told.outcomes for one in outcome.results
    )
    return View(
        title=words.TOLD_TITLE.format(told.service.row.name),
        description=words.TOLD_DESCRIPTION,
        crumbs=(Crumb(words.RESULTS_TITLE, RESULTS),),
        data=ToldPage(
            told=told,
            outcomes=tuple(map(_outcome, told.outcomes)),
            reports=tuple(map(_report, told.reports)),
            threshold=site[Capacity].threshold,
            hidden=few or any(one.hidden for one in told.reports),
            status=state(told.service.row),
        ),
        origin=_origin(site, type(row), row.row_number),
        way_out=told.service.quick_exit,
    )


def donors_view(site: Site, subject: None) -> View:
    """What donors ask for."""
    return View(
        title=words.DONORS_TITLE,
        description=words.DONORS_DESCRIPTION,
        crumbs=(Crumb(words.RESULTS_TITLE, RESULTS),),
        data=DonorsPage(
            fields=tuple(words.FIELDS.values()), lines=tuple(map(_donor, site[Capacity].donors)), form=FORM
        ),
        origin=_origin(site, rows.DonorFieldRow),
    )


def _donor(donor: Donor) -> DonorLine:
    cells, notes = [], []
    for name, title in words.FIELDS.items():
        row = donor.fields.get(name)
        cells.append(Fact(title, words.ANSWERS[row.asked if row else None]))
        said = (
            [one for one in ((words.CALLED.format(row.called) if row.called else ""), row.note) if one]
            if row
            else []
        )
        if said:
            notes.append(Fact(title, " ".join(said)))
    return DonorLine(donor, tuple(cells), tuple(notes))


# Files to be downloaded --------------------------------------------------------------------------------

CLIENTS_COLUMNS = ("service", "year", "municipality_code_csu", "municipality", "clients")
GRANTS_COLUMNS = ("service", "year", "payer", "amount_czk")
OUTCOMES_COLUMNS = (
    "service",
    "outcome",
    "expected",
    "known_by",
    "unit",
    "baseline",
    "baseline_year",
    "target",
    "target_year",
    "year",
    "result",
)


def clients_csv(site: Site) -> bytes:
    """Clients by year and municipality; a row without a municipality is the total. Hidden numbers are blank."""
    table = [list(CLIENTS_COLUMNS)]
    for report in _reports(site):
        key = [report.row.service, str(report.row.year)]
        table.append([*key, "", "", _cell(report.clients)])
        table += ([*key, one.town.code, one.town.row.name, _cell(one.clients)] for one in report.towns)
    return write_csv(table).encode()


def grants_csv(site: Site) -> bytes:
    """Grants by service, year and who gave them."""
    table = [list(GRANTS_COLUMNS)]
    for report in _reports(site):
        table += ([one.service, str(one.year), one.payer, str(one.amount_czk)] for one in report.grants)
    return write_csv(table).encode()


def outcomes_csv(site: Site) -> bytes:
    """Outcomes with their results by year, or one row without a year. Hidden numbers are blank."""
    table = [list(OUTCOMES_COLUMNS)]
    for told in site[Capacity].told.values():
        for outcome in told.outcomes:
            row = outcome.row
            head = [row.service, row.id, row.expected, row.known_by, row.unit, _cell(outcome.baseline)]
            head += map(_cell, (row.baseline_year, row.target, row.target_year))
            table += ([*head, str(one.row.year), _cell(one.value)] for one in outcome.results)
            if not outcome.results:
                table.append([*head, "", ""])
    return write_csv(table).encode()


def _reports(site: Site) -> Iterator[Report]:
    for told in site[Capacity].told.values():
        yield from told.reports


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


REGISTER = Family(
    name="results",
    section="obce",
    source=words.RESULTS_SOURCE,
    **single(RESULTS),
    view=results_view,
    shows=ResultsPage,
    reads=capacity_reads,
)
TOLD = Family(
    name="results_of_service",
    section="obce",
    source=words.RESULTS_SOURCE,
    of=lambda site: site[Capacity].told.values(),
    url=lambda told: told.url,
    view=told_view,
    shows=ToldPage,
    reads=lambda site, told: (
        *capacity_reads(site),
        *(one.town.key for report in told.reports for one in report.towns),
    ),
)
ASKED = Family(
    name="donors",
    section="obce",
    source=words.RESULTS_SOURCE,
    **single(DONORS),
    view=donors_view,
    shows=DonorsPage,
    reads=capacity_reads,
)
PAGES = (REGISTER, TOLD, ASKED)
