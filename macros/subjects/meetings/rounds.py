"""Less waiting and less moving for a choice of pairs: which round is which, and who sits where.

Neither changes who meets whom. Two rounds may swap a chain of meetings that hang together by their organisations
(Kempe): nobody then meets two others at once. The search is a walk with a seed; its bound is 0, so it proves nothing
but where it reaches 0.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import exp

from macros.subjects.meetings.timetable import Meeting, Pair

STEPS, EACH = 60_000, 300
"""Swaps that are tried, at most in all and for each meeting."""


def waits(busy: int, free: int) -> int:
    """Rounds between the first and the last meeting in which somebody is there and meets nobody; sets as bits."""
    if not busy:
        return 0
    inside = ((1 << busy.bit_length()) - 1) & ~((busy & -busy) - 1)
    return (inside & free & ~busy).bit_count()


def bits(numbers: Sequence[int] | frozenset[int] | set[int]) -> int:
    """A set of rounds as bits."""
    return sum(1 << number for number in set(numbers))


class _Walk:
    """The state of the search: the partner of each organisation in each round."""

    def __init__(
        self, rounds: Mapping[Pair, int], there: Sequence[int], past: Sequence[int], room: Mapping[int, int]
    ) -> None:
        self.there, self.room, self.numbers = there, room, sorted(room)
        self.partner: dict[int, dict[int, int]] = {number: {} for number in self.numbers}
        self.busy = list(past)
        for (a, b), number in rounds.items():
            self.partner[number][a], self.partner[number][b] = b, a
            self.busy[a] |= 1 << number
            self.busy[b] |= 1 << number

    def chain(self, start: int, left: int, right: int) -> list[int]:
        """Organisations that hang together with one by meetings of two rounds."""
        found, todo = {start}, [start]
        while todo:
            who = todo.pop()
            for number in (left, right):
                mate = self.partner[number].get(who)
                if mate is not None and mate not in found:
                    found.add(mate)
                    todo.append(mate)
        return sorted(found)

    def balance(self, chain: Sequence[int], left: int, right: int) -> int:
        """How many more people of a chain meet in the other round than in the one."""
        return sum((who in self.partner[right]) - (who in self.partner[left]) for who in chain)

    def gain(self, chain: Sequence[int], left: int, right: int) -> int | None:
        """How much waiting a swap saves; None where somebody would have to come who is away."""
        saved, both = 0, 1 << left | 1 << right
        for who in chain:
            busy = self.busy[who]
            first, second = busy >> left & 1, busy >> right & 1
            if first == second:
                continue
            after = busy ^ both
            if after & both & ~self.there[who]:
                return None
            saved += waits(busy, self.there[who]) - waits(after, self.there[who])
        return saved

    def swap(self, chain: Sequence[int], left: int, right: int) -> None:
        """Let the meetings of a chain change rounds."""
        first, second, both = self.partner[left], self.partner[right], 1 << left | 1 << right
        for who in chain:
            mine, others = first.pop(who, None), second.pop(who, None)
            if mine is not None:
                second[who] = mine
            if others is not None:
                first[who] = others
            if (mine is None) != (others is None):
                self.busy[who] ^= both

    def put(self, both: Pair, number: int) -> None:
        """Let two meet in a round."""
        for who, mate in (both, both[::-1]):
            self.partner[number][who] = mate
            self.busy[who] |= 1 << number

    def drop(self, both: Pair, number: int) -> None:
        """Take a meeting out of a round."""
        for who in both:
            del self.partner[number][who]
            self.busy[who] ^= 1 << number

    def fits(self, balance: int, left: int, right: int) -> bool:
        """Whether both rounds still have room after a swap that moves so many people."""
        return (
            len(self.partner[left]) + balance <= 2 * self.room[left]
            and len(self.partner[right]) - balance <= 2 * self.room[right]
        )

    def waiting(self) -> int:
        """All waiting."""
        return sum(waits(busy, there) for busy, there in zip(self.busy, self.there, strict=True))


def coloured(
    pairs: Sequence[Pair],
    free: Sequence[frozenset[int]],
    room: Mapping[int, int],
    former: Mapping[Pair, int],
) -> dict[Pair, int]:
    """A round for each pair, as far as they were found: chains make room (Vizing), then rounds share the islands."""
    walk = _Walk({}, [bits(mine) for mine in free], [0] * len(free), dict.fromkeys(room, len(free)))
    chance = random.Random(1)
    degree = [sum(who in both for both in pairs) for who in range(len(free))]
    todo = sorted(pairs, key=lambda both: (both in former, len(free[both[0]] & free[both[1]]), both))
    todo.sort(key=lambda both: (both in former, degree[both[0]] + degree[both[1]]))
    left = 40 * len(pairs)
    while todo and left:
        left -= 1
        both = todo.pop()
        common = sorted(free[both[0]] & free[both[1]])
        number = _open(walk, both, common, former.get(both))
        if number is None and (number := _by_chain(walk, both, free, chance)) is None:
            if not common:
                continue
            number = chance.choice(common)
            for who in both:
                if (mate := walk.partner[number].get(who)) is not None:
                    walk.drop((min(who, mate), max(who, mate)), number)
                    todo.append((min(who, mate), max(who, mate)))
            chance.shuffle(todo)
        walk.put(both, number)
    _shared(walk, room, chance)
    return dict(sorted(_rounds(walk).items()))


def _open(walk: _Walk, both: Pair, common: Sequence[int], former: int | None) -> int | None:
    """The former round, else the emptiest in which both are free."""
    can = [number for number in common if not any(walk.busy[who] >> number & 1 for who in both)]
    return min(can, key=lambda number: (number != former, len(walk.partner[number]), number)) if can else None


def _by_chain(walk: _Walk, both: Pair, free: Sequence[frozenset[int]], chance: random.Random) -> int | None:
    """A round that is free at one of two organisations, and becomes free at the other by a swap."""
    u, v = both
    mine = [number for number in sorted(free[u]) if not walk.busy[u] >> number & 1]
    others = [number for number in sorted(free[v]) if not walk.busy[v] >> number & 1]
    ways = [(one, other) for one in mine for other in others if one in free[v]]
    chance.shuffle(ways)
    for one, other in ways[:24]:
        chain = walk.chain(v, one, other)
        if u not in chain and walk.gain(chain, one, other) is not None:
            walk.swap(chain, one, other)
            return one
    return None


def _shared(walk: _Walk, room: Mapping[int, int], chance: random.Random) -> None:
    """Move meetings out of rounds that hold more than there are islands; what finds no place has none."""
    for number in walk.numbers:
        while len(walk.partner[number]) > 2 * room[number]:
            if not _one_less(walk, number, room):
                who = chance.choice(sorted(walk.partner[number]))
                mate = walk.partner[number][who]
                walk.drop((min(who, mate), max(who, mate)), number)


def _one_less(walk: _Walk, number: int, room: Mapping[int, int]) -> bool:
    for other in sorted(walk.numbers, key=lambda at: (len(walk.partner[at]), at)):
        if other == number or len(walk.partner[other]) >= 2 * room[other]:
            continue
        seen: set[int] = set()
        for who in sorted(walk.partner[number]):
            if who in seen:
                continue
            chain = walk.chain(who, number, other)
            seen.update(chain)
            if walk.balance(chain, number, other) == -2 and walk.gain(chain, number, other) is not None:
                walk.swap(chain, number, other)
                return True
    return False


def less_waiting(
    rounds: Mapping[Pair, int],
    free: Sequence[frozenset[int]],
    past: Sequence[set[int]],
    room: Mapping[int, int],
    steps: int = STEPS,
) -> dict[Pair, int]:
    """The same pairs in rounds in which people wait less. `past` are rounds in which they have met somebody."""
    there = [bits(mine | frozenset(over)) for mine, over in zip(free, past, strict=True)]
    walk = _Walk(rounds, there, [bits(over) for over in past], room)
    if len(walk.numbers) < 2 or not rounds:
        return dict(rounds)
    chance, people = random.Random(1), sorted({who for both in rounds for who in both})
    best, state = walk.waiting(), dict(rounds)
    now, count = best, min(steps, EACH * len(rounds))
    for step in range(count):
        heat = 1.5 * (1 - step / count)
        one, other = chance.sample(walk.numbers, 2)
        chain = walk.chain(chance.choice(people), one, other)
        balance = walk.balance(chain, one, other)
        if balance and not walk.fits(balance, one, other):
            more = walk.chain(chance.choice(people), one, other)
            if more[0] in chain:
                continue
            chain, balance = chain + more, balance + walk.balance(more, one, other)
            if not walk.fits(balance, one, other):
                continue
        saved = walk.gain(chain, one, other)
        if saved is None or (saved < 0 and chance.random() >= exp(saved / max(heat, 0.05))):
            continue
        walk.swap(chain, one, other)
        now -= saved
        if now < best:
            best, state = now, _rounds(walk)
            if not best:
                break
    return dict(sorted(state.items()))


def _rounds(walk: _Walk) -> dict[Pair, int]:
    return {(a, b): number for number, mates in walk.partner.items() for a, b in mates.items() if a < b}


def early(
    rounds: Mapping[Pair, int], free: Sequence[frozenset[int]], numbers: Sequence[int]
) -> dict[Pair, int]:
    """The same order of meetings without empty rounds before them, as far as nobody is away then or waits more."""
    there = [bits(mine) for mine in free]

    def waiting(found: Mapping[Pair, int]) -> int:
        busy = [0] * len(free)
        for both, number in found.items():
            for who in both:
                busy[who] |= 1 << number
        return sum(map(waits, busy, there))

    now = dict(rounds)
    for empty in sorted(set(numbers) - set(now.values()), reverse=True):
        moved = {both: number - (number > empty) for both, number in now.items()}
        here = all(moved[both] in free[who] for both in moved for who in both)
        if here and waiting(moved) <= waiting(now):
            now = moved
    return now


def seated(
    rounds: Mapping[Pair, int],
    mutual: Mapping[Pair, int],
    room: Mapping[int, int],
    past: Sequence[Meeting],
    former: Mapping[Pair, tuple[int, int]],
) -> list[Meeting]:
    """An island for each meeting: the former one, else one where most of the two sit already."""
    last: dict[int, int] = {}
    for one in sorted(past):
        last[one.a] = last[one.b] = one.island
    found: list[Meeting] = []
    for number in sorted(room):
        now = sorted(both for both, at in rounds.items() if at == number)
        islands = range(1, room[number] + 1)
        ways = sorted(
            (-_stays(both, number, island, last, former), both, island) for both in now for island in islands
        )
        taken: dict[Pair, int] = {}
        for _, both, island in ways:
            if both not in taken and island not in taken.values():
                taken[both] = island
        for both, island in sorted(taken.items()):
            found.append(Meeting(number, island, *both, mutual[both] == 2))
            last[both[0]] = last[both[1]] = island
    return found


def _stays(
    both: Pair, number: int, island: int, last: Mapping[int, int], former: Mapping[Pair, tuple[int, int]]
) -> int:
    return 3 * (former.get(both) == (number, island)) + sum(last.get(who) == island for who in both)


def moves(meetings: Sequence[Meeting]) -> int:
    """How often somebody goes to another island for the next meeting."""
    last: dict[int, int] = {}
    count = 0
    for one in sorted(meetings):
        for who in (one.a, one.b):
            count += last.get(who, one.island) != one.island
            last[who] = one.island
    return count
