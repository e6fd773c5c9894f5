"""Which pairs meet and in which round, by CP-SAT (ortools): the only module that knows it, loaded when it is asked.

Islands are alike, so a timetable is a choice of pairs and a colouring of them by rounds. Pairs are chosen first, on
counts alone (an organisation meets no oftener than it has rounds, all together no oftener than there is room): what
no such choice reaches, no timetable does. If the choice can be coloured, it is proved to be the best. If it cannot,
pairs and rounds are chosen at once, and the counts stay the bound.

One worker, a seed and limits in units of work, not of time: the same input gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from macros.subjects.meetings.rounds import coloured
from macros.subjects.meetings.timetable import Pair, Stage

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

CHOICE, COLOURS, WHOLE, FAIR = 8.0, 2.0, 6.0, 1.0
"""Work (about seconds) for the choice of pairs, their rounds, both at once, and for each step of fairness."""
LARGEST = 6_000
"""So many pairs in rounds are worth choosing at once; of more, chains find what is nearer to the bound."""


@dataclass(frozen=True)
class Task:
    """What is to be planned."""

    wishes: Mapping[Pair, int]
    """How many of the two wish it."""
    wants: Sequence[frozenset[int]]
    """Whom each organisation wishes to meet among these pairs."""
    free: Sequence[frozenset[int]]
    """Rounds in which each organisation can meet somebody."""
    room: Mapping[int, int]
    """Islands of each round."""
    served: Sequence[int]
    """Wishes of each organisation that are met already."""
    former: Mapping[Pair, int] = field(default_factory=dict)
    """Rounds of a former plan, to be kept where that costs no wish."""

    def common(self, both: Pair) -> frozenset[int]:
        """Rounds in which two organisations can meet."""
        return self.free[both[0]] & self.free[both[1]]

    def space(self) -> int:
        """So many meetings have room at most."""
        there = {number: sum(number in free for free in self.free) for number in self.room}
        return sum(min(room, there[number] // 2) for number, room in self.room.items())


@dataclass(frozen=True)
class Answer:
    """The round of each pair that meets, and how far each aim got."""

    rounds: dict[Pair, int]
    stages: tuple[Stage, ...]


class Unsolved(Exception):
    """Nothing was found within the limits of work."""


class Missing(Exception):
    """The solver is not installed."""


def solve(task: Task) -> Answer:
    """The best timetable that was found, with its bounds. `Missing` without ortools."""
    pairs = [both for both in task.wishes if task.common(both)]
    if not pairs:
        stages = [Stage("wishes", 0, 0), Stage("mutual", 0, 0)]
        return Answer({}, (*stages, *([Stage("kept", 0, 0)] if task.former else []), Stage("fairness", 0, 0)))
    choice = _Choice(task, pairs, rounds=False)
    chosen, stages = choice.best(CHOICE)
    begin = coloured(chosen, task.free, task.room, task.former)
    if len(begin) == len(chosen) and not task.former:
        return Answer(begin, tuple(stages))
    if len(chosen) * len(task.room) <= LARGEST and (rounds := _coloured(task, chosen, begin)) is not None:
        return Answer(rounds, tuple(stages))
    if len(begin) == len(chosen):
        return Answer(begin, tuple(stages))
    filled = _filled(task, pairs, begin)
    found = _reached(task, filled, stages)
    if len(pairs) * len(task.room) <= LARGEST:
        whole = _Choice(task, pairs, rounds=True)
        whole.hint(filled)
        try:
            whole.best(WHOLE)
        except Unsolved:
            return Answer(filled, tuple(found))
        both = _bounded(whole.stages, stages)
        if both[0].found >= found[0].found:
            return Answer(whole.rounds(), tuple(both))
    return Answer(filled, tuple(found))


def _reached(task: Task, rounds: Mapping[Pair, int], stages: list[Stage]) -> list[Stage]:
    """How far a timetable gets, beside the bounds of the choice."""
    wishes = sum(task.wishes[both] for both in rounds)
    found = {
        "wishes": wishes,
        "mutual": sum(task.wishes[both] == 2 for both in rounds),
        "kept": sum(both in task.former for both in rounds),
        "fairness": wishes,
    }
    return [
        stage._replace(found=found[stage.name], bound=max(stage.bound, found[stage.name])) for stage in stages
    ]


def possible(task: Task) -> tuple[int, list[Pair]]:
    """How many wishes can be met at most however many islands there are, and by which pairs, as few as can be."""
    pairs = [both for both in task.wishes if task.common(both)]
    if not pairs:
        return 0, []
    choice = _Choice(task, pairs, rounds=False, room=False)
    chosen = choice.first(CHOICE)
    return choice.stages[0].bound, chosen


def _bounded(found: list[Stage], bounds: list[Stage]) -> list[Stage]:
    """What both at once reached, with the better bound. A later aim is proved only where all before it are."""
    out, sure = [], True
    for one, other in zip(found, bounds, strict=True):
        bound = min(one.bound, other.bound) if sure and other.proved else one.bound
        bound = max(bound, one.found)
        out.append(Stage(one.name, one.found, bound))
        sure = sure and one.found == other.found
    return out


def _model() -> cp_model.CpModel:
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise Missing from error
    return cp_model.CpModel()


def _solver(work: float) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    return solver


class _Choice:
    """Pairs that meet, chosen aim by aim; what an aim reached holds for all later ones."""

    def __init__(self, task: Task, pairs: list[Pair], *, rounds: bool, room: bool = True) -> None:
        self.task, self.pairs = task, pairs
        self.model = model = _model()
        self.stages: list[Stage] = []
        self.chosen: dict[Pair, int] = {}
        """The round of each pair that meets; 0 where rounds are not chosen."""
        self._at: dict[tuple[Pair, int], cp_model.IntVar] = {}
        self._meet = {both: model.new_bool_var("") for both in pairs}
        per: dict[int, list[cp_model.IntVar]] = {}
        for both, meets in self._meet.items():
            for who in both:
                per.setdefault(who, []).append(meets)
        for who, all_of in per.items():
            if len(all_of) > len(task.free[who]):
                model.add(sum(all_of) <= len(task.free[who]))
        if room:
            model.add(sum(self._meet.values()) <= task.space())
        if rounds:
            self._with_rounds()
        self._marks: list[tuple[cp_model.IntVar, int, int]] = []
        """Whether an organisation has so many of its wishes met."""

    def _with_rounds(self) -> None:
        model, busy, full = self.model, {}, {}  # type: ignore[var-annotated]
        for both in self.pairs:
            mine = []
            for number in sorted(self.task.common(both)):
                at = self._at[both, number] = model.new_bool_var("")
                mine.append(at)
                full.setdefault(number, []).append(at)
                for who in both:
                    busy.setdefault((who, number), []).append(at)
            model.add(sum(mine) == self._meet[both])
        for all_of in busy.values():
            model.add_at_most_one(all_of)
        for number, all_of in full.items():
            model.add(sum(all_of) <= self.task.room[number])

    def hint(self, rounds: Mapping[Pair, int]) -> None:
        """Begin with a timetable that is known."""
        clear: Callable[[], None] = self.model.clear_hints
        clear()
        for both, meets in self._meet.items():
            self.model.add_hint(meets, both in rounds)
        for (both, number), at in self._at.items():
            self.model.add_hint(at, rounds.get(both) == number)
        for mark, who, level in self._marks:
            self.model.add_hint(mark, self._count(who) >= level)

    def rounds(self) -> dict[Pair, int]:
        """The round of each pair, where rounds were chosen too."""
        return self.chosen

    def best(self, work: float) -> tuple[list[Pair], list[Stage]]:
        """All aims one after another: most wishes (mutual ones first), the former plan, fairness."""
        self.first(work)
        if self.task.former:
            former = [self._meet[both] for both in self.pairs if both in self.task.former]
            same = [at for (both, number), at in self._at.items() if self.task.former.get(both) == number]
            found, bound = self._most(
                sum(former), work, sum(both in self.chosen for both in self.task.former)
            )
            self.stages.append(Stage("kept", found, bound))
            self.model.add(sum(former) >= found)
            if same:
                known = sum(self.chosen.get(both) == number for both, number in self.task.former.items())
                found, _ = self._most(sum(same), work, known)
                self.model.add(sum(same) >= found)
        self._fair()
        return list(self.chosen), self.stages

    def first(self, work: float) -> list[Pair]:
        """Most wishes, among the best most mutual ones."""
        wishes = sum(self.task.wishes[both] * meets for both, meets in self._meet.items())
        # One after another: a sum of both has fractions in its relaxation that are as large as the weights.
        met, most = self._most(wishes, work)
        self.model.add(wishes >= met)
        mutual = [meets for both, meets in self._meet.items() if self.task.wishes[both] == 2]
        known = sum(self.task.wishes[both] == 2 for both in self.chosen)
        double, more = self._most(sum(mutual), work, known) if mutual else (0, 0)
        self.model.add(sum(mutual) >= double)
        self.stages += [Stage("wishes", met, most), Stage("mutual", double, more)]
        return list(self.chosen)

    def _fair(self) -> None:
        """The least served first: as few as can be with none of their wishes met, then with one, and so on."""
        task, mine = self.task, self._wanted()
        found_all, bound_all = 0, 0
        # Each wish that is met lifts one organisation by one level, and how many are met is settled.
        left = sum(sum(both in self.chosen for both in self._of(who)) for who in mine)
        for level in range(1, max(task.served[who] + len(all_of) for who, all_of in mine.items()) + 1):
            reach = [
                who
                for who, all_of in mine.items()
                if task.served[who] < level <= task.served[who] + len(all_of)
            ]
            if not reach or not left:
                continue
            marks = []
            for who in reach:
                mark = self.model.new_bool_var("")
                self.model.add(sum(mine[who]) + task.served[who] >= level).only_enforce_if(mark)
                marks.append(mark)
                self._marks.append((mark, who, level))
            known = sum(self._count(who) >= level for who in reach)
            if known >= min(len(reach), left):
                found = bound = min(len(reach), left)
            else:
                self.model.add(sum(marks) <= left)
                found, bound = self._most(sum(marks), FAIR, known)
            found_all, bound_all, left = found_all + found, bound_all + bound, left - found
            self.model.add(sum(marks) >= found)
        self.stages.append(Stage("fairness", found_all, bound_all))

    def _count(self, who: int) -> int:
        return self.task.served[who] + sum(both in self.chosen for both in self._of(who))

    def _of(self, who: int) -> list[Pair]:
        return [both for both in self.pairs if who in both and (set(both) - {who}) & self.task.wants[who]]

    def _wanted(self) -> dict[int, list[cp_model.IntVar]]:
        found = {who: [self._meet[both] for both in self._of(who)] for who in range(len(self.task.wants))}
        return {who: all_of for who, all_of in found.items() if all_of}

    def _most(self, aim: cp_model.LinearExprT, work: float, known: int = -1) -> tuple[int, int]:
        """Reach as much of an aim as can be; what was reached, and the bound. `known` is reached by what is chosen."""
        from ortools.sat.python import cp_model

        self.model.maximize(aim)
        if self.chosen:
            self.hint(self.chosen)
        solver = _solver(work)
        status = solver.solve(self.model)
        bound = int(solver.best_objective_bound + 1e-6)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or round(solver.objective_value) <= known:
            if known < 0:
                raise Unsolved(solver.status_name(status))
            return known, max(known, bound)
        places = {both: number for (both, number), at in self._at.items() if solver.boolean_value(at)}
        meeting = [both for both, meets in self._meet.items() if solver.boolean_value(meets)]
        self.chosen = {both: places.get(both, 0) for both in meeting}
        return round(solver.objective_value), bound


def _coloured(task: Task, chosen: list[Pair], begin: Mapping[Pair, int]) -> dict[Pair, int] | None:
    """A round for each pair, as near to the former plan as can be; None where none was found."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    at: dict[tuple[Pair, int], cp_model.IntVar] = {}
    busy: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    full: dict[int, list[cp_model.IntVar]] = {}
    for both in chosen:
        mine = []
        for number in sorted(task.common(both)):
            one = at[both, number] = model.new_bool_var("")
            mine.append(one)
            full.setdefault(number, []).append(one)
            for who in both:
                busy.setdefault((who, number), []).append(one)
            model.add_hint(one, begin.get(both) == number)
        model.add_exactly_one(mine)
    for all_of in busy.values():
        model.add_at_most_one(all_of)
    for number, all_of in full.items():
        model.add(sum(all_of) <= task.room[number])
    same = [one for (both, number), one in at.items() if task.former.get(both) == number]
    if same:
        model.maximize(sum(same))
    solver = _solver(COLOURS)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {both: number for (both, number), one in at.items() if solver.boolean_value(one)}


def _filled(task: Task, pairs: Sequence[Pair], begin: Mapping[Pair, int]) -> dict[Pair, int]:
    """A timetable with all other wishes that still have room, mutual ones first."""
    found = dict(begin)
    busy = {(who, number) for both, number in begin.items() for who in both}
    room = dict(task.room)
    for number in begin.values():
        room[number] -= 1
    for both in sorted(pairs, key=lambda wish: (-task.wishes[wish], wish)):
        can = [
            number
            for number in sorted(task.common(both))
            if room[number] > 0 and not any((who, number) in busy for who in both)
        ]
        if both in found or not can:
            continue
        number = found[both] = max(can, key=lambda at: (room[at], -at))
        room[number] -= 1
        busy.update((who, number) for who in both)
    return found
