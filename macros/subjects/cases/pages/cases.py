"""Pages of made-up cases: all of them, one stop by stop, and what a role does in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.cases import rows, words
from macros.subjects.cases.addresses import CASES as FOLDER
from macros.subjects.cases.model import Actor, Case, Cases, Flow, Stop
from macros.words import czech

CSV = f"{FOLDER}pripady.csv"
BLANK = f"{FOLDER}prazdny-pripad.pdf"


class Fact(NamedTuple):
    """What is said under one heading."""

    title: str
    said: str


class Line(NamedTuple):
    """What a role can do, needs or tells, as a line: who, what, and how and for what where that is known."""

    strong: str
    said: str
    more: tuple[str, ...]


class Part(NamedTuple):
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


class StopShown(NamedTuple):
    """A stop on a page: its anchor, what happens, all answers, and what the source leaves open."""

    id: str
    age: str
    happens: str
    """"" where the source says nothing of it."""
    parts: tuple[Part, ...]
    """Answers; headings under which nothing stands are left out."""
    unsaid: str
    """What of it the source does not say, "" where it says all."""
    notes: str
    time: str
    """How long it takes, "" where the source does not say."""
    open: str


class CaseCard(NamedTuple):
    """A case in a list: what it is about, and its stops in short."""

    case: Case
    said: str
    stops: str


class CasesPage(Struct, frozen=True, kw_only=True):
    """What the list of cases is given."""

    cards: tuple[CaseCard, ...]
    questions: tuple[str, ...]
    how_to: tuple[str, ...]
    blank: str
    csv: str


class CasePage(Struct, frozen=True, kw_only=True):
    """What the page of a case is given."""

    case: Case
    facts: tuple[Fact, ...]
    stops: tuple[StopShown, ...]
    cards: str
    """Where the cards to print are."""
    blank: str
    csv: str


class RolePage(Struct, frozen=True, kw_only=True):
    """What the page of a role is given."""

    actor: Actor
    stops: tuple[StopShown, ...]
    others: tuple[Actor, ...]
    cards: str


def cards_url(case: Case) -> str:
    """Where the cards of a case are, from the root of the site."""
    return f"{case.url}karty-{case.row.id}.pdf"


def anchor(stop: Stop) -> str:
    """The anchor of a stop on the pages of its case."""
    return f"zastavka-{stop.row.position}"


def ages(case: Case) -> str:
    """The stops of a case in short."""
    return ", ".join(one.row.age for one in case.stops)


def time_of(stop: Stop) -> str:
    """How long a stop takes at the workshop, in words; "" where the source does not say."""
    minutes = stop.row.minutes
    return "" if minutes is None else words.MINUTES.format(czech.plural(minutes, *words.MINUTES_WORD))


def _how(flow: Flow) -> tuple[str, ...]:
    how = [words.HOW.format(flow.row.how)] if flow.row.how else []
    return (*how, *([words.PURPOSE.format(flow.row.purpose)] if flow.row.purpose else []))


def _parts(parts: Iterable[tuple[str, Iterable[Line]]]) -> tuple[Part, ...]:
    found = (Part(title, tuple(lines)) for title, lines in parts)
    return tuple(one for one in found if one.lines)


def all_of(stop: Stop) -> tuple[Part, ...]:
    """What all roles do in a stop."""
    return _parts(
        [
            (words.CAN, (Line(act.actor.row.title, act.row.can, ()) for act in stop.acts)),
            (
                words.NEEDS,
                (
                    Line(
                        words.NEEDS_OF.format(one.actor.row.title, one.other.row.title),
                        one.row.what,
                        _how(one),
                    )
                    for one in stop.flows
                    if one.needs
                ),
            ),
            (
                words.INFORMS,
                (
                    Line(
                        words.INFORMS_OF.format(one.actor.row.title, one.other.row.title),
                        one.row.what,
                        _how(one),
                    )
                    for one in stop.flows
                    if not one.needs
                ),
            ),
        ]
    )


def _mine(stop: Stop, actor: Actor) -> tuple[Part, ...]:
    """What a role does in a stop, and what others want of it."""
    mine = [one for one in stop.flows if one.actor is actor]
    others = [one for one in stop.flows if one.other is actor and one.actor is not actor]
    return _parts(
        [
            (words.I_CAN, (Line("", act.row.can, ()) for act in stop.acts if act.actor is actor)),
            (words.I_NEED, (_from(one, words.FROM, one.other) for one in mine if one.needs)),
            (words.I_TELL, (_from(one, words.TO, one.other) for one in mine if not one.needs)),
            (words.WANTED, (_from(one, words.WHO, one.actor) for one in others if one.needs)),
            (words.TOLD, (_from(one, words.WHO, one.actor) for one in others if not one.needs)),
        ]
    )


def _from(flow: Flow, how: str, other: Actor) -> Line:
    return Line(how.format(other.row.title), flow.row.what, _how(flow))


def _shown(stop: Stop, parts: tuple[Part, ...], unsaid: words.Unsaid) -> StopShown:
    row, missing = stop.row, ""
    if not row.happens:
        missing = unsaid.happening if parts else unsaid.anything
    elif not parts:
        missing = unsaid.answers
    return StopShown(anchor(stop), row.age, row.happens, parts, missing, row.notes, time_of(stop), row.open)


def case_facts(case: Case) -> tuple[Fact, ...]:
    """What a case is, under its headings."""
    said = {name: getattr(case.row, name) for name in words.CASE}
    facts = [Fact(words.CHILD, case.row.child)]
    facts += [Fact(words.CASE[name], text) for name, text in said.items() if text]
    if any(one.row.minutes is None for one in case.stops):
        facts.append(Fact(words.TIME, words.NO_MINUTES))
    return tuple(facts)


def _origin(site: Site, row: int, table: type = rows.CaseRow) -> Origin | None:
    file = site.files.get(table)
    return Origin(file, row) if file else None


def cases_view(site: Site, subject: None) -> View:
    """All cases, and how to walk through one."""
    return View(
        title=words.CASES_TITLE,
        description=words.CASES_DESCRIPTION,
        crumbs=(),
        data=CasesPage(
            cards=tuple(
                CaseCard(one, one.row.about or words.NOT_SAID, ages(one))
                for one in site[Cases].cases.values()
            ),
            questions=words.QUESTIONS,
            how_to=words.HOW_TO,
            blank=BLANK,
            csv=CSV,
        ),
        origin=_origin(site, 0),
    )


def case_view(site: Site, case: Case) -> View:
    """A case stop by stop."""
    return View(
        title=case.row.title,
        description=words.CASE_DESCRIPTION,
        crumbs=(Crumb(words.CASES_TITLE, FOLDER),),
        data=CasePage(
            case=case,
            facts=case_facts(case),
            stops=tuple(_shown(one, all_of(one), words.UNSAID) for one in case.stops),
            cards=cards_url(case),
            blank=BLANK,
            csv=CSV,
        ),
        origin=_origin(site, case.row.row_number),
    )


def role_view(site: Site, actor: Actor) -> View:
    """What a role does in all stops of its case."""
    case = actor.case
    return View(
        title=actor.row.asks,
        description=words.ROLE_DESCRIPTION.format(actor.row.title),
        crumbs=(Crumb(words.CASES_TITLE, FOLDER), Crumb(case.row.title, case.url)),
        data=RolePage(
            actor=actor,
            stops=tuple(_shown(one, _mine(one, actor), words.UNSAID_FOR_ROLE) for one in case.stops),
            others=tuple(one for one in case.actors if one is not actor),
            cards=cards_url(case),
        ),
        origin=_origin(site, actor.row.row_number, rows.CaseActorRow),
    )


def _cases(site: Site) -> Sequence[Case]:
    return tuple(site[Cases].cases.values())


def _actors(site: Site) -> Iterator[Actor]:
    return (actor for case in _cases(site) for actor in case.actors)


def case_reads(site: Site, subject: object) -> Iterator[bytes]:
    """All cases: there are few."""
    yield from (one.key for one in _cases(site))


CASE_LIST = Family(
    name="cases",
    section="strategie",
    source=words.CASES_SOURCE,
    **single(FOLDER, _cases),
    view=cases_view,
    shows=CasesPage,
    reads=case_reads,
)
CASE = Family(
    name="case",
    section="strategie",
    source=words.CASES_SOURCE,
    of=_cases,
    url=lambda case: case.url,
    view=case_view,
    shows=CasePage,
    reads=case_reads,
)
ROLE = Family(
    name="case_role",
    section="strategie",
    source=words.CASES_SOURCE,
    of=_actors,
    url=lambda actor: actor.url,
    view=role_view,
    shows=RolePage,
    reads=case_reads,
)
PAGES = (CASE_LIST, CASE, ROLE)
