"""Pages for coordinators: the agenda of all strategies, the signpost of grants, events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import Crumb, Feed, Origin, View
from macros.page.family import Family, single
from macros.subjects.cases.pages.projects import ways_in
from macros.subjects.catalogue.model import Catalogue, Theme
from macros.subjects.strategy import addresses, rows, words
from macros.subjects.strategy.coordinator import STATES, Agenda, Danger, Task, agendas
from macros.subjects.strategy.gauges import Warned
from macros.subjects.strategy.model import Event, Grant, Node, Strategies
from macros.subjects.strategy.pages.tree import INDEX, day_of_data
from macros.subjects.strategy.rows import EventRow, GrantRow
from macros.words import czech

UNFOLDED = 3
"""A list of more tasks is folded."""
GRANTS_ATOM, EVENTS_ATOM = f"{addresses.GRANTS}vyzvy.atom", f"{addresses.EVENTS}akce.atom"

# Coordinator ------------------------------------------------------------------------------------------


def coordinator_reads(site: Site, subject: object) -> Iterable[bytes]:
    """The agenda itself: plain data, so that its text is its key, and a phone does not change it."""
    return (repr((site.as_of, agendas(site), ways_in(site))).encode(),)


class Mark(NamedTuple):
    """A task on the timeline: where its bar begins and how wide it is, in percent of the whole."""

    task: Task
    when: str
    start: str
    width: str
    open: bool
    """Whether the source does not say when it ends."""

    @property
    def more(self) -> str:
        """What else is to be said of its term, and how it stands; "" where all is well."""
        end = words.NO_END if self.open and self.task.starts else ""
        return ", ".join(filter(None, (end, STATES[self.task.state])))

    @property
    def look(self) -> str:
        """Class of its bar."""
        return f"span span-{self.task.state or 'fine'}"


class Timeline(NamedTuple):
    """Marks between two years; `today` is the place of the day of the data."""

    marks: list[Mark]
    years: list[tuple[int, str]]
    today: str
    guessed: bool
    """Whether some of the terms name no day."""


class CoordinatorPage(Struct, frozen=True, kw_only=True):
    """What the page for coordinators shows."""

    running: Sequence[Desk]
    ended: Sequence[Desk]
    judged_on: str
    """The day against which terms are judged, in words."""
    as_of: str
    """The day of the data in words, "" where it is not known."""
    timeline: Timeline | None
    walks: Sequence[Crumb]
    """Pages about cases and projects, where there are any."""


def coordinator_view(site: Site, subject: object) -> View:
    """What is late, at risk, due soon, without owner or indicator; which services no goal counts with.

    Strategies that have ended stand apart.
    """
    found = agendas(site)
    return View(
        title="Pro koordinátory",
        description="Co je ve strategiích po termínu, co je ohrožené, kde nevíme, kdo odpovídá, a co se neměří.",
        crumbs=(INDEX,),
        data=CoordinatorPage(
            running=[desk(one) for one in found if not one.ended],
            ended=[desk(one) for one in found if one.ended],
            judged_on=day_of_data(site) or words.UNKNOWN_DAY,
            as_of=day_of_data(site),
            timeline=timeline(found, site.as_of),
            walks=ways_in(site),
        ),
        origin=Origin(site.files[rows.NodeRow], 0),
    )


class Section(NamedTuple):
    """A list of tasks with a heading and a note on what it means."""

    id: str
    title: str
    note: str
    tasks: list[Task]

    @property
    def folded(self) -> bool:
        """Whether its list is long."""
        return len(self.tasks) > UNFOLDED


class Tile(NamedTuple):
    """A number at the head of an agenda: the section where its things stand, how many they are, what they are."""

    id: str
    number: int
    title: str


class Risks(NamedTuple):
    """The heading and note of the risks of an agenda."""

    title: str
    note: str


class Desk(NamedTuple):
    """An agenda as it is shown: what to do now, risks, what the documents do not say."""

    agenda: Agenda
    terms: list[Section]
    risks: Risks
    gaps: list[Section]

    @property
    def dangers(self) -> list[tuple[Danger, Warned | None]]:
        """Risks, each with what is said of how it ended; nothing where the whole strategy has."""
        unsaid = None if self.agenda.ended else Warned(words.RISKS[""], "chip")
        lasts = Warned(words.RISKS["open"], "chip late")
        return [(one, lasts if one.open else unsaid) for one in self.agenda.dangers]

    @property
    def todo(self) -> list[Tile]:
        """What there is to do: everything of which there is any."""
        return [one for one in self._tiles if one.number]

    @property
    def clear(self) -> str:
        """Of what there is nothing, in a line. Without terms nothing can be late, so that says nothing."""
        told = [
            one for one in self._tiles if self.agenda.terms or one.id not in {each.id for each in self.terms}
        ]
        return ", ".join(f"„{one.title}“" for one in told if not one.number)

    @property
    def _tiles(self) -> list[Tile]:
        mine = self.agenda
        return [
            *(Tile(one.id, len(one.tasks), one.title) for one in self.terms),
            Tile(f"{mine.id}-rizika", len(mine.dangers), self.risks.title),
            *(Tile(one.id, len(one.tasks), one.title) for one in self.gaps),
        ]


def desk(agenda: Agenda) -> Desk:
    """Arrange an agenda; one that has ended is told as something that nobody can change any more."""
    if agenda.ended:
        closed = Section(
            f"{agenda.id}-nehlaseno",
            "Termín minul, splnění nehlášeno",
            "Program skončil. Zjistit se dá už jen to, jak to dopadlo.",
            agenda.closed,
        )
        risks = Risks(
            "Rizika, která zdroj jmenoval",
            "Jak dopadla, zdroj neříká. Počítejte s nimi, až budete plánovat dál.",
        )
        return Desk(agenda, [closed], risks, _gaps(agenda, "Kdo odpovídal, nevíme"))
    terms = [
        Section(
            f"{agenda.id}-po-terminu", "Po termínu", "Termín prošel a podle hlášení hotovo není.", agenda.late
        ),
        Section(
            f"{agenda.id}-nehlaseno",
            "Termín prošel, plnění nehlášeno",
            "Nevíme, jestli je hotovo. Zeptejte se těch, kdo odpovídají.",
            agenda.unknown,
        ),
        Section(f"{agenda.id}-brzy", "Termín do 90 dnů", "", agenda.soon),
    ]
    return Desk(
        agenda,
        terms,
        Risks("Rizika", "Zdroj riziko jmenuje a neříká, že pominulo."),
        _gaps(agenda, "Kdo odpovídá, nevíme"),
    )


def _gaps(agenda: Agenda, unowned: str) -> list[Section]:
    return [
        Section(
            f"{agenda.id}-bez-odpovednosti",
            unowned,
            "Zdroj nikoho nejmenuje ani u nadřazené části.",
            agenda.unowned,
        ),
        Section(f"{agenda.id}-jen-shora", *words.ONLY_FROM_ABOVE, agenda.inherited),
        Section(
            f"{agenda.id}-bez-ukazatele",
            "Bez ukazatele",
            "Ukazatel nemá ani tato část, ani cíl nad ní. Nepřipojila ho ani redakce.",
            agenda.unmeasured,
        ),
    ]


def timeline(found: Iterable[Agenda], as_of: dt.date | None) -> Timeline | None:
    """Place what has a day, and steps that run all the time, between years; None where nothing has a day.

    What has no end is drawn to the end of its strategy, or to the edge, as open.
    """
    agendas = list(found)
    told = [day for one in agendas for task in one.dated for day in (task.starts, task.due) if day]
    if not told:
        return None
    told += [as_of] if as_of else []
    told += [day for one in agendas if one.undated for day in (one.starts, one.ends) if day]
    first, last = dt.date(min(told).year, 1, 1), dt.date(max(told).year + 1, 1, 1)

    def at(day: dt.date) -> float:
        return (min(max(day, first), last) - first).days / (last - first).days * 100

    marks = []
    for one in agendas:
        for task in [*one.dated, *one.undated]:
            end = task.due or one.ends or last
            start = task.starts or task.due or one.starts or first
            left = min(at(start), 98)
            width = max(at(end) - left, 2)
            marks.append(Mark(task, task.when, f"{left:.4g}", f"{width:.4g}", task.due is None))
    marks.sort(key=lambda mark: (float(mark.start), mark.task.due or dt.date.max, mark.task.id))
    step = max(1, (last.year - first.year) // 6)
    years = [(year, f"{at(dt.date(year, 1, 1)):.4g}") for year in range(first.year, last.year, step)]
    guessed = any(mark.task.guessed for mark in marks)
    return Timeline(marks, years, f"{at(as_of):.4g}" if as_of else "", guessed)


# Grants -----------------------------------------------------------------------------------------------


class Call(NamedTuple):
    """A call for grants as people read it. `state` is open, soon, closed or "" where we do not know."""

    grant: Grant
    state: str
    said: str
    amount: str

    @property
    def look(self) -> str:
        """Class of its card."""
        return f"card call-{self.state or 'unsure'}"

    @property
    def chip(self) -> str:
        """Class of what is said of its days."""
        return "chip soon" if self.state == "open" else "chip"

    @property
    def applicants(self) -> str:
        """Who may apply, in words."""
        return self.grant.row.applicants or words.UNKNOWN

    @property
    def share(self) -> str:
        """How much applicants pay themselves, in words."""
        return self.grant.row.cofinancing or words.UNKNOWN


class GrantsPage(Struct, frozen=True, kw_only=True):
    """What the signpost of grants shows: calls by state."""

    open: Sequence[Call]
    coming: Sequence[Call]
    unsure: Sequence[Call]
    closed: Sequence[Call]
    topics: Sequence[tuple[Theme, int]]
    """How many calls each theme has."""
    as_of: str
    """The day of the data in words, "" where it is not known."""


def agenda_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Keys of grants and events: their rows, their themes and nodes, and the day of the data."""
    told: list[Any] = [
        *(one.row for one in site[Strategies].grants),
        *(one.row for one in site[Strategies].events),
    ]
    nodes = [one for grant in site[Strategies].grants for one in grant.nodes]
    nodes += [one.node for one in site[Strategies].events if one.node]
    return (
        repr(site.as_of).encode(),
        digest(f"{row.row_number},{row.line}".encode() for row in told),
        digest(one.key for one in site[Catalogue].themes.values()),
        digest(_named(one) for one in nodes),
    )


def _named(node: Node) -> bytes:
    row = node.row
    return f"{row.id}\x01{row.parent}\x01{row.code}\x01{row.title}".encode()


def grants_view(site: Site, subject: object) -> View:
    """The signpost of grants: open, coming and closed calls."""
    calls = [call(one, site.as_of) for one in site[Strategies].grants]
    calls.sort(key=lambda call: (call.grant.row.closes or dt.date.min, call.grant.row.id), reverse=True)
    return View(
        title="Dotace a výzvy",
        description="Kde žádat o peníze na pomoc rodinám a dětem: kdo smí žádat, do kdy a s jakým vlastním podílem.",
        crumbs=(INDEX,),
        data=GrantsPage(
            open=[one for one in calls if one.state == "open"],
            coming=[one for one in calls if one.state == "soon"],
            unsure=[one for one in calls if one.state == ""],
            closed=[one for one in calls if one.state == "closed"],
            topics=_topics(site),
            as_of=day_of_data(site),
        ),
        origin=Origin(site.files.get(GrantRow, ""), 0),
        feed=Feed("Dotace a výzvy", GRANTS_ATOM) if site.as_of else None,
    )


def _topics(site: Site) -> list[tuple[Theme, int]]:
    counts = [
        (theme, sum(1 for one in site[Strategies].grants if theme in one.topics))
        for theme in site[Catalogue].themes.values()
    ]
    return [pair for pair in counts if pair[1]]


def call(grant: Grant, as_of: dt.date | None) -> Call:
    """Judge a call against the day of the data; without it or without days nothing is said."""
    row = grant.row
    state, said = "", "Do kdy lze žádat, nevíme."
    if row.closes and as_of and row.closes < as_of:
        state, said = "closed", f"Uzavřeno {czech.date(row.closes)}"
    elif row.opens and as_of and row.opens > as_of:
        state, said = "soon", f"Otevře se {czech.date(row.opens)}"
    elif row.closes:
        state, said = "open" if row.opens and as_of else "", f"Žádosti do {czech.date(row.closes)}"
    return Call(grant, state, said, _amount(row))


def _amount(row: GrantRow) -> str:
    low, high = (czech.number(one) if one is not None else "" for one in (row.amount_from, row.amount_to))
    if low and high:
        return f"{low} až {high} Kč"
    return f"nejméně {low} Kč" if low else f"nejvíc {high} Kč" if high else ""


# Events -----------------------------------------------------------------------------------------------


class EventsPage(Struct, frozen=True, kw_only=True):
    """What the page of events shows: each event with its days in words."""

    coming: Sequence[tuple[Event, str]]
    over: Sequence[tuple[Event, str]]
    """The last one first."""
    as_of: str
    """The day of the data in words, "" where it is not known."""


def events_view(site: Site, subject: object) -> View:
    """Events to come, and those that are over."""
    over = [
        one for one in site[Strategies].events if site.as_of and (one.row.ends or one.row.starts) < site.as_of
    ]
    coming = [one for one in site[Strategies].events if one not in over]
    return View(
        title="Akce",
        description="Školení, workshopy, stáže a setkání lidí, kteří pomáhají rodinám. S kalendářem a odběrem novinek.",
        crumbs=(INDEX,),
        data=EventsPage(
            coming=[(one, days(one)) for one in coming],
            over=[(one, days(one)) for one in reversed(over)],
            as_of=day_of_data(site),
        ),
        origin=Origin(site.files.get(EventRow, ""), 0),
        feed=Feed("Akce", EVENTS_ATOM) if site.as_of else None,
    )


def days(event: Event) -> str:
    """When an event is, in words."""
    row = event.row
    said = czech.date(row.starts)
    if row.ends and row.ends != row.starts:
        said = f"{said} až {czech.date(row.ends)}"
    return f"{said}, {row.time_text}" if row.time_text else said


COORDINATOR = Family(
    name="coordinator",
    section="strategie",
    source="úkoly strategií",
    **single(addresses.COORDINATOR, lambda site: site.settings.strategies),
    view=coordinator_view,
    reads=coordinator_reads,
    shows=CoordinatorPage,
)
GRANTS = Family(
    name="grants",
    section="strategie",
    source="strategy/grants",
    **single(addresses.GRANTS, lambda site: "strategy" in site.packages),
    view=grants_view,
    reads=agenda_reads,
    shows=GrantsPage,
)
EVENTS = Family(
    name="events",
    section="strategie",
    source="strategy/events",
    **single(addresses.EVENTS, lambda site: "strategy" in site.packages),
    view=events_view,
    reads=agenda_reads,
    shows=EventsPage,
)
PAGES = (COORDINATOR, GRANTS, EVENTS)
