"""What a coordinator has to look after: terms, risks, missing owners and indicators, services without a goal.

Pure data without a clock: terms are judged against the newest day in the data (`Site.as_of`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from macros.model.site import Site, once
from macros.subjects.catalogue.facts import where
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.serving import serving
from macros.subjects.strategy import words
from macros.subjects.strategy.gauges import DONE, EFFECT, NOT_REPORTED, due, ended, in_words, names_day
from macros.subjects.strategy.model import Node, NodeIndicator, Strategy, node_url
from macros.subjects.strategy.pages.readings import answering, leaves, owners
from macros.subjects.strategy.pages.tree import published
from macros.subjects.strategy.rows import RiskRow
from macros.words import czech

STATES = {
    "late": "po termínu",
    "unknown": "termín prošel, plnění nehlášeno",
    "soon": "termín do 90 dnů",
    "closed": "program skončil, splnění nehlášeno",
    "": "",
}
STEP = "krok"
_REACH = {
    "state": "z celého Česka, i celostátních",
    "region": "z území {}, od jednotlivých obcí po celý kraj, bez celostátních",
    "orp": "z území {}, i ty pro celý kraj, bez celostátních",
    "municipality": "z obce {}, i ty pro celé ORP a celý kraj, bez celostátních",
}


class Task(NamedTuple):
    """A node or a step of a timetable. `state` judges its term: late, unknown, soon, closed or ""."""

    id: str
    strategy: str
    level: str
    """What the strategy calls it: priorita, cíl, opatření, aktivita; krok in a timetable."""
    code: str
    title: str
    plain: str
    """The same in plain words, "" where nobody wrote them."""
    url: str
    starts: dt.date | None
    due: dt.date | None
    due_text: str
    """The term as the source has it; its day where the source gives only a day."""
    when: str
    """The term for people: months in words, "" without any."""
    guessed: bool
    """Whether the source names no day, so that `due` is the last one of what it names."""
    who: str
    partners: str
    done: str
    effect: str
    state: str
    risks: tuple[str, ...]
    indicators: str
    measured: bool
    """Whether it, the goal right above it or a part of it has an indicator; steps need none."""
    source: str
    answers: str = ""
    """Who answers for it, as a list of tasks says it: whether for it, or only for what stands above it."""
    inherited: bool = False
    """Whether nobody answers for it but those who answer for what stands above it."""

    @property
    def label(self) -> str:
        """Its code, its title where it has none."""
        return self.code or self.title

    @property
    def in_plain(self) -> str:
        """It in plain words, its title where nobody wrote them."""
        return self.plain or self.title

    @property
    def owner(self) -> str:
        """Who answers for it, in words."""
        return self.answers or self.who or words.NOBODY_NAMED

    @property
    def look(self) -> str:
        """Class of its term."""
        return f"chip {self.state}" if self.state in ("late", "soon") else "chip"


class Danger(NamedTuple):
    """A risk that the source names and does not call gone, with all that it concerns and nobody finished."""

    risk: str
    answer: str
    open: bool
    """Whether the source says that it lasts; otherwise it does not say how it ended."""
    tasks: list[Task]
    who: str
    """Who answers for any of them."""


class Orphan(NamedTuple):
    """A service that nobody assigned to any node of a strategy."""

    name: str
    where: str
    provider: str
    url: str


class Orphans(NamedTuple):
    """Services of one kind for people of the territory of a strategy that none of its nodes has."""

    kind: str
    url: str
    services: list[Orphan]


class Agenda(NamedTuple):
    """What one strategy asks of its coordinator.

    Of one that has ended nothing is late, soon or at risk any more: what was not reported as done is in
    `closed`, and `dangers` are those that the source named.
    """

    id: str
    title: str
    url: str
    ended: dt.date | None
    """Its last day, if that is before the day of the data."""
    tasks: list[Task]
    """All nodes in the order of the document, then all steps of the timetable."""
    late: list[Task]
    unknown: list[Task]
    closed: list[Task]
    dangers: list[Danger]
    soon: list[Task]
    unowned: list[Task]
    inherited: list[Task]
    """The lowest parts with which the document names nobody, only with what stands above them."""
    unmeasured: list[Task]
    reach: str
    """Whose services `local` counts, in words."""
    local: int
    """How many active services are for people of the territory, those of its ORP and region, too."""
    orphans: list[Orphans]
    terms: int
    """How many tasks have a day at all; with none, nothing can be late."""
    dated: list[Task]
    """Everything with a day, the earliest first, for the calendar and the timeline."""
    undated: list[Task]
    """Steps of the timetable without any day; they run all the time."""
    starts: dt.date | None
    """From when the strategy holds, if its source says so."""
    ends: dt.date | None

    @property
    def unassigned(self) -> int:
        """How many services are in `orphans`."""
        return sum(len(one.services) for one in self.orphans)


@once
def agendas(site: Site) -> list[Agenda]:
    """An agenda for each strategy of the portal."""
    return [agenda(site, one) for one in published(site)]


def agenda(site: Site, strategy: Strategy) -> Agenda:
    """The agenda of one strategy."""
    local = _local(site, strategy)
    over = ended(strategy, site.as_of)
    tasks = [_closed(one) if over else one for one in _tasks(site, strategy)]
    by_node = {task.id: task for task in tasks}
    low = [(one, by_node[one.row.id]) for one in leaves(strategy)]
    return Agenda(
        strategy.row.id,
        strategy.row.title,
        strategy.url,
        over,
        tasks,
        late=[one for one in tasks if one.state == "late"],
        unknown=[one for one in tasks if one.state == "unknown"],
        closed=[one for one in tasks if one.state == "closed"],
        dangers=_dangers(strategy, by_node),
        soon=[one for one in tasks if one.state == "soon"],
        unowned=[task for node, task in low if not owners(node)],
        inherited=[task for _, task in low if task.inherited],
        unmeasured=[task for _, task in low if not task.measured],
        reach=_REACH[strategy.row.level].format(strategy.territory.extent),
        local=len(local),
        orphans=_orphans(strategy, local),
        terms=sum(1 for one in tasks if one.due),
        dated=sorted((one for one in tasks if one.due or one.starts), key=_day),
        undated=[one for one in tasks if one.level == STEP and not (one.due or one.starts)],
        starts=strategy.row.valid_from,
        ends=strategy.row.valid_to,
    )


def _day(task: Task) -> tuple[dt.date, str]:
    return task.due or task.starts or dt.date.max, task.id


def _closed(task: Task) -> Task:
    """A task of a strategy that has ended: its term cannot be met or missed any more."""
    return task._replace(state="closed") if task.state else task


def _dangers(strategy: Strategy, tasks: dict[str, Task]) -> list[Danger]:
    """Each risk once, in the order of the nodes that it concerns."""
    rows: dict[str, RiskRow] = {}
    concerned: defaultdict[str, list[Task]] = defaultdict(list)
    for node in strategy.nodes:
        task = tasks[node.row.id]
        for one in node.record.risks:
            if one.state != "gone" and task.done != DONE["done"]:
                rows.setdefault(one.id, one)
                concerned[one.id].append(task)
    return [_danger(one, concerned[code]) for code, one in rows.items()]


def _danger(row: RiskRow, tasks: list[Task]) -> Danger:
    who = dict.fromkeys(task.who for task in tasks if task.who)
    return Danger(row.risk, row.answer, row.state == "open", tasks, "; ".join(who))


def _tasks(site: Site, strategy: Strategy) -> Iterator[Task]:
    for node in strategy.nodes:
        row, latest = node.row, node.record.latest
        done = latest.state if latest else ""
        answers = answering(node)
        term = due(row.deadline, row.deadline_text, done, site.as_of)
        yield Task(
            row.id,
            strategy.row.title,
            node.level_name,
            row.code,
            row.title,
            row.plain,
            node_url(node),
            None,
            row.deadline,
            row.deadline_text or term.text,
            in_words(row.deadline_text) or (f"do {term.text}" if term.text else ""),
            bool(row.deadline and row.deadline_text and not names_day(row.deadline_text)),
            ", ".join(owners(node)),
            ", ".join(duty.actor.name for duty in node.duties if duty.row.role == "partner"),
            DONE.get(done, NOT_REPORTED),
            EFFECT[latest.effect if latest else ""],
            term.state,
            tuple(one.risk for one in node.record.risks if one.state != "gone"),
            " / ".join(_named(one) for one in node.record.indicators),
            _measured(node),
            _source(strategy, row.source_section),
            answers.said,
            bool(answers.above and not answers.own),
        )
    for step in strategy.programme.steps:
        term = due(step.ends, step.when_text, step.state, site.as_of)
        yield Task(
            f"{step.strategy}-krok-{step.position}",
            strategy.row.title,
            STEP,
            f"{step.position}. krok",
            step.title,
            "",
            f"{strategy.url}prubeh/#krok-{step.position}",
            step.starts,
            step.ends,
            step.when_text,
            in_words(step.when_text),
            bool(step.ends and not names_day(step.when_text)),
            step.who,
            "",
            DONE.get(step.state, NOT_REPORTED),
            "",
            term.state,
            (),
            "",
            True,
            _source(strategy, step.source_section),
        )


def _source(strategy: Strategy, section: str) -> str:
    return ", ".join(part for part in (strategy.row.source_document, section) if part)


def _named(indicator: NodeIndicator) -> str:
    """An indicator and whether it is the document's or the editors'."""
    name = indicator.title or indicator.row.indicator
    return name if indicator.row.basis == "document" else f"{name} (připojila redakce)"


def _measured(node: Node) -> bool:
    """Whether the node, the goal right above it or a part of it has an indicator."""
    near = [node, *node.children, *([node.parent] if node.parent else [])]
    return any(one.record.indicators for one in near)


def _local(site: Site, strategy: Strategy) -> Sequence[Service]:
    """Active services for people of the territory; in a strategy of the state all of them."""
    if strategy.territory.level == "state":
        return site[Catalogue].active
    return serving(site, strategy.territory, inside=True)


def _orphans(strategy: Strategy, local: Iterable[Service]) -> list[Orphans]:
    """Those of the services that no node of the strategy has, by kind, the most numerous first."""
    used = {service.row.id for node in strategy.nodes for means in node.means for service in means.services}
    kinds: defaultdict[str, list[Service]] = defaultdict(list)
    for service in local:
        if service.row.id not in used:
            kinds[service.row.kind].append(service)
    found = [_of_kind(services) for services in kinds.values()]
    return sorted(found, key=lambda group: (-len(group.services), czech.sort_key(group.kind)))


def _of_kind(services: list[Service]) -> Orphans:
    kind = services[0].kind
    found = [Orphan(one.row.name, where(one), one.provider.row.name, one.url) for one in services]
    found.sort(key=lambda actor: (czech.sort_key(actor.name), actor.url))
    return Orphans(kind.row.everyday_name, kind.url, found)
