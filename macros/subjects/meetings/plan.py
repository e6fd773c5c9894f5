"""From wishes to a timetable: what is free, the solver, then rounds and islands."""

from __future__ import annotations

from dataclasses import replace

from macros.subjects.meetings import solver
from macros.subjects.meetings.rounds import bits as as_bits
from macros.subjects.meetings.rounds import early, less_waiting, moves, seated, waits
from macros.subjects.meetings.timetable import Event, Kept, Meeting, Need, Stage, Timetable


def plan(event: Event, kept: Kept | None = None) -> Timetable:
    """The timetable of an event; of the rest of it, where rounds of a former one are over."""
    past = sorted(kept.past()) if kept else []
    first = kept.from_round if kept else 1
    ahead = kept.ahead() if kept else {}
    task = _task(event, past, first)
    need = _need(task, event)
    islands = event.islands or max([need.islands, 1, *(one.island for one in past)])
    event = replace(event, islands=islands)
    former = {both: number for both, (number, _) in ahead.items() if number <= event.rounds}
    room = dict.fromkeys(task.room, islands)
    task = replace(task, room=room, former={both: at for both, at in former.items() if both in task.wishes})
    answer = solver.solve(task)
    over = [{one.round for one in past if who in (one.a, one.b)} for who in range(len(event.organisations))]
    rounds = answer.rounds
    if not kept:
        rounds = early(less_waiting(rounds, task.free, over, room), task.free, sorted(room))
    meetings = sorted([*past, *seated(rounds, event.wishes, room, past, ahead)])
    served = _served(event, meetings)
    over_served = sum(_served(event, past))
    twice = sum(
        one.b in event.organisations[one.a].wants and one.a in event.organisations[one.b].wants
        for one in past
    )
    more = {"wishes": over_served, "mutual": twice, "fairness": over_served}
    stages = [
        stage._replace(
            found=stage.found + more.get(stage.name, 0), bound=stage.bound + more.get(stage.name, 0)
        )
        for stage in answer.stages
    ]
    waiting = sum(
        waits(
            as_bits({one.round for one in meetings if who in (one.a, one.b)}),
            as_bits(set(range(1, event.rounds + 1)) - row.away),
        )
        for who, row in enumerate(event.organisations)
    )
    stages += [Stage("waiting", waiting, 0), Stage("moving", moves(meetings), 0)]
    if answer.rounds and stages[0].proved and islands == need.islands and not past:
        need = need._replace(proved=need.proved or stages[0].found == need.wishes)
    need = need._replace(wishes=need.wishes + over_served)
    return Timetable(event, tuple(meetings), tuple(stages), tuple(served), need, kept)


def _served(event: Event, meetings: list[Meeting]) -> list[int]:
    done = {(one.a, one.b) for one in meetings} | {(one.b, one.a) for one in meetings}
    return [sum((who, whom) in done for whom in row.wants) for who, row in enumerate(event.organisations)]


def _task(event: Event, past: list[Meeting], first: int) -> solver.Task:
    done = {(one.a, one.b) for one in past}
    wishes = {both: count for both, count in event.wishes.items() if both not in done}
    ahead = range(first, event.rounds + 1)
    rows = list(enumerate(event.organisations))
    return solver.Task(
        wishes=wishes,
        wants=[frozenset(w for w in row.wants if (min(who, w), max(who, w)) in wishes) for who, row in rows],
        free=[frozenset(ahead) - row.away for _, row in rows],
        room=dict.fromkeys(ahead, event.islands or len(rows) // 2),
        served=_served(event, past),
    )


def _need(task: solver.Task, event: Event) -> Need:
    """With all there, meetings of which nobody has more than rounds less one fill the rounds evenly (Vizing)."""
    wishes, pairs = solver.possible(task)
    rounds = len(task.room)
    most = max((sum(who in both for both in pairs) for who in range(len(event.organisations))), default=0)
    even = most < rounds and all(len(free) == rounds for free in task.free)
    return Need(-(-len(pairs) // rounds) if rounds else 0, even, wishes)
