"""Pages of minutes: the list of meetings, a page a meeting, and the tasks of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.keys import grouped
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.meetings import minutes_words as words
from macros.subjects.meetings import rows
from macros.subjects.meetings.addresses import MEETINGS, TASKS
from macros.subjects.meetings.model import Meeting, Meetings, Resolution, Task
from macros.subjects.strategy.model import Node, node_url
from macros.subjects.strategy.pages.tree import day_of_data
from macros.words import czech

MEETINGS_ICS, TASKS_ICS = f"{MEETINGS}jednani.ics", f"{TASKS}terminy.ics"
TASKS_CSV, VOTES_CSV = f"{TASKS}ukoly.csv", f"{MEETINGS}hlasovani.csv"
CRUMB = Crumb(words.TITLE, MEETINGS)
UNFOLDED = 6
"""More inputs of one kind are folded."""


def meetings_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Meetings refer to each other and to parts of strategies; there are few of them."""
    return (site[Meetings].key, repr(site.as_of).encode())


def _any(site: Site) -> tuple[Meeting, ...]:
    return site[Meetings].meetings


def url_of(meeting: Meeting) -> str:
    """Where the page of a meeting stands."""
    return meeting.url


# Tasks -------------------------------------------------------------------------------------------------


class Concerned(NamedTuple):
    """A part of a strategy: its address ("" where it has no page), and its code and name in plain words."""

    url: str
    said: str


def concerned(node: Node | None) -> Concerned | None:
    """A part of a strategy as it is shown."""
    if node is None:
        return None
    return Concerned(node_url(node), f"{node.row.code} {node.in_plain}".strip().rstrip("."))


class TaskLine(NamedTuple):
    """A task as it is shown: who, by when, how it stands, how it ended."""

    task: Task
    meeting: Meeting
    meeting_day: str
    who: str
    due: str
    """The term in words, "" without one."""
    state: str
    look: str
    """Class of the state."""
    ended: str
    """When it ended, "" where nobody said."""
    node: Concerned | None


class TaskGroup(NamedTuple):
    """Tasks of one state: heading, what it means."""

    id: str
    title: str
    note: str
    lines: tuple[TaskLine, ...]


class TasksPage(Struct, frozen=True, kw_only=True):
    """What the page of tasks is given."""

    groups: tuple[TaskGroup, ...]
    """Those in which there is a task."""
    judged_on: str
    """The day against which terms are judged, "" where it is not known."""
    csv: str
    ics: str


def state_of(site: Site, task: Task) -> str:
    """The group of a task: late, open, unknown or ended."""
    if task.ended:
        return "ended"
    if task.late(site.as_of):
        return "late"
    return "open" if task.row.state == "open" else "unknown"


def task_line(site: Site, meeting: Meeting, task: Task) -> TaskLine:
    """A task as it is shown."""
    row, late = task.row, task.late(site.as_of)
    state = words.STATES[row.state]
    return TaskLine(
        task,
        meeting,
        czech.date(meeting.row.held_on),
        row.owner or words.NOT_SAID,
        czech.date(row.deadline) if row.deadline else "",
        f"{words.LATE}, {state}" if late else state,
        "chip late" if late else "chip",
        czech.date(row.ended_on) if row.ended_on else "",
        concerned(task.node),
    )


def task_groups(site: Site) -> tuple[TaskGroup, ...]:
    """Tasks of all meetings by their state, what is late first."""
    found = grouped(site[Meetings].tasks, lambda found: state_of(site, found[1]))
    return tuple(
        TaskGroup(state, *words.GROUPS[state], tuple(task_line(site, *one) for one in found[state]))
        for state in words.GROUPS
        if state in found
    )


def tasks_view(site: Site, subject: None) -> View:
    """All tasks of all meetings."""
    return View(
        title=words.TASKS_TITLE,
        description=words.TASKS_DESCRIPTION,
        crumbs=(CRUMB,),
        data=TasksPage(
            groups=task_groups(site),
            judged_on=day_of_data(site),
            csv=TASKS_CSV,
            ics=TASKS_ICS,
        ),
        origin=_origin(site, rows.TaskRow),
    )


def _origin(site: Site, kind: type) -> Origin | None:
    file = site.files.get(kind)
    return Origin(file, 0) if file else None


# The list ----------------------------------------------------------------------------------------------


class MeetingCard(NamedTuple):
    """A meeting in the list: its day, and what came of it."""

    meeting: Meeting
    when: str
    said: str


class MeetingsPage(Struct, frozen=True, kw_only=True):
    """What the list of meetings is given."""

    cards: tuple[MeetingCard, ...]
    lead: str
    tasks: str
    """Where the tasks stand, "" where there are none."""
    ics: str
    votes: str
    """The table of votes, "" where there are none."""


def card_of(meeting: Meeting) -> MeetingCard:
    """A meeting in a list."""
    said = words.counted(len(meeting.votes), len(meeting.resolutions), len(meeting.tasks))
    return MeetingCard(meeting, words.at(czech.date(meeting.row.held_on), meeting.row.starts), said)


def meetings_view(site: Site, subject: None) -> View:
    """All meetings, the newest first."""
    found = _any(site)
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=MeetingsPage(
            cards=tuple(map(card_of, found)),
            lead=words.LEAD,
            tasks=TASKS if site[Meetings].tasks else "",
            ics=MEETINGS_ICS,
            votes=VOTES_CSV if any(one.votes for one in found) else "",
        ),
        origin=_origin(site, rows.MeetingRow),
    )


# A meeting ---------------------------------------------------------------------------------------------


class Fact(NamedTuple):
    """A line of what is known of a meeting."""

    title: str
    said: str


class VoteLine(NamedTuple):
    """A vote: where it is in the minutes, as a sentence, and its result in a word."""

    row: rows.VoteRow
    place: str
    said: str
    result: str


class ResolutionLine(NamedTuple):
    """A resolution: where it is in the minutes, and by which vote in a sentence ("" without one)."""

    resolution: Resolution
    anchor: str
    place: str
    voted: str
    node: Concerned | None


class People(NamedTuple):
    """Who took part in one way."""

    title: str
    who: tuple[str, ...]


class Inputs(NamedTuple):
    """What was said of one kind."""

    title: str
    texts: tuple[str, ...]
    folded: bool


class MeetingPage(Struct, frozen=True, kw_only=True):
    """What the page of a meeting is given."""

    meeting: Meeting
    when: str
    facts: tuple[Fact, ...]
    people: tuple[People, ...]
    items: tuple[tuple[str, rows.ItemRow], ...]
    """Items with their place in the minutes."""
    votes: tuple[VoteLine, ...]
    resolutions: tuple[ResolutionLine, ...]
    tasks: tuple[TaskLine, ...]
    inputs: tuple[Inputs, ...]
    earlier: MeetingCard | None
    later: MeetingCard | None
    ics: str
    all_tasks: str


def meeting_view(site: Site, meeting: Meeting) -> View:
    """A meeting: agenda with what was said, votes, resolutions, tasks, what comes next."""
    row = meeting.row
    names = {one.position: one.number or words.ITEM.format(one.position) for one in meeting.items}
    votes = tuple(_vote(one, names) for one in meeting.votes)
    return View(
        title=row.title,
        description=row.about or words.DESCRIPTION,
        crumbs=(CRUMB,),
        data=MeetingPage(
            meeting=meeting,
            when=words.at(czech.date(row.held_on), row.starts),
            facts=tuple(_facts(meeting)),
            people=tuple(_people(meeting)),
            items=tuple((_place(one.number, one.source_section), one) for one in meeting.items),
            votes=votes,
            resolutions=tuple(_resolution(one, names) for one in meeting.resolutions),
            tasks=tuple(task_line(site, meeting, one) for one in meeting.tasks),
            inputs=tuple(_inputs(meeting)),
            earlier=card_of(meeting.earlier) if meeting.earlier else None,
            later=card_of(meeting.later) if meeting.later else None,
            ics=MEETINGS_ICS,
            all_tasks=TASKS,
        ),
        origin=Origin(site.files[rows.MeetingRow], row.row_number),
    )


def _facts(meeting: Meeting) -> Iterator[Fact]:
    row = meeting.row
    day = words.at(czech.date(row.held_on), row.starts)
    ahead = words.at(czech.date(row.next_on), row.next_starts) if row.next_on else ""
    told = {
        "when": f"{day}. {row.day_note}" if row.day_note else day,
        "where": row.place or words.NOT_SAID,
        "body": row.body,
        "region": meeting.region.row.name if meeting.region else "",
        "voters": czech.number(row.voters) if row.voters else "",
        "next": ", ".join(filter(None, (ahead, row.next_about))) or words.NOT_SAID,
        "attachments": row.attachments,
    }
    yield from (Fact(words.FACTS[name], said) for name, said in told.items() if said)


def _people(meeting: Meeting) -> Iterator[People]:
    found = grouped(meeting.attendance, lambda row: row.part)
    for part, title in words.PARTS.items():
        if part in found:
            yield People(title, tuple(_who(one) for one in found[part]))


def _who(row: rows.AttendanceRow) -> str:
    return f"{row.who} ({row.people})" if row.people else row.who


def _vote(row: rows.VoteRow, names: dict[int, str]) -> VoteLine:
    said = words.voted(row.in_favour, row.against, row.abstained, row.result)
    return VoteLine(
        row, _place(names.get(row.item or 0, ""), row.source_section), said, words.RESULTS[row.result]
    )


def anchor(resolution: Resolution) -> str:
    """Where a resolution stands on the page of its meeting."""
    return f"usneseni-{resolution.row.position}"


def _resolution(resolution: Resolution, names: dict[int, str]) -> ResolutionLine:
    vote = resolution.vote
    said = words.voted(vote.in_favour, vote.against, vote.abstained, vote.result) if vote else ""
    place = _place(names.get(resolution.row.item or 0, ""), resolution.row.source_section)
    return ResolutionLine(resolution, anchor(resolution), place, said, concerned(resolution.node))


def _place(item: str, section: str) -> str:
    """Where something is in the minutes: its item and what the source calls the place, once where both say the same."""
    return section if section.startswith(item) else ", ".join(filter(None, (item, section)))


def _inputs(meeting: Meeting) -> Iterator[Inputs]:
    found = grouped(meeting.inputs, lambda row: row.kind)
    for kind, title in words.KINDS.items():
        if kind in found:
            texts = tuple(one.text for one in found[kind])
            yield Inputs(title, texts, len(texts) > UNFOLDED)


def decided(site: Site, nodes: Sequence[Node]) -> list[tuple[Meeting, Resolution]]:
    """Resolutions about parts of strategies, the newest first."""
    wanted = {node.row.id for node in nodes}
    return [
        (meeting, one)
        for meeting in _any(site)
        for one in meeting.resolutions
        if one.node and one.node.row.id in wanted
    ]


LIST = Family(
    name="meetings",
    section="strategie",
    source="meetings/meetings",
    **single(MEETINGS, _any),
    view=meetings_view,
    shows=MeetingsPage,
    reads=meetings_reads,
)
MEETING = Family(
    name="meeting",
    section="strategie",
    source="meetings/meetings",
    of=_any,
    url=url_of,
    view=meeting_view,
    shows=MeetingPage,
    reads=meetings_reads,
)
TASK_LIST = Family(
    name="meeting_tasks",
    section="strategie",
    source="meetings/tasks",
    **single(TASKS, _any),
    view=tasks_view,
    shows=TasksPage,
    reads=meetings_reads,
)
PAGES = (LIST, MEETING, TASK_LIST)
