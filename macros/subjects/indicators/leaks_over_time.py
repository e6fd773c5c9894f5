"""What readers can work out of counts of people whose periods lie in each other: the proof of `over_time`.

It shares no code with it and knows no sums of sums: each number is a set of atoms (municipalities that nothing
tells apart, in months that nothing tells apart), and what is hidden is told where its set is a combination of
the sets that are shown. Exact fractions; only what a reader sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from macros.subjects.indicators.suppress import Key

Stand = tuple[Key, str]
"""Where a number stands: the territory and the period."""
Atoms = frozenset[int]
Row = dict[int, Fraction]
T = TypeVar("T")
S = TypeVar("S")


class Sum(NamedTuple):
    """What a reader knows of some atoms: how many people they are together."""

    atoms: Atoms
    people: float


def leaks_over_time(
    published: Mapping[Stand, float | None], extents: Mapping[Key, frozenset[Key]], threshold: int
) -> set[Stand]:
    """Return what is hidden of one count and yet told; empty where the promise is kept.

    `published` is what readers see: None where a number is hidden. `extents`: what each territory consists of.
    """
    months = {period: _months(period) for _, period in published}
    told = set[Stand]()
    for year in {period[:4] for period in months}:
        mine = {one: value for one, value in published.items() if one[1][:4] == year}
        covered = [months[period] for period in {period for _, period in mine}]
        if None in mine.values() and any(one < other for one in covered for other in covered):
            told |= _told(mine, _atoms(mine, extents, months), threshold)
    return told


def _months(period: str) -> frozenset[int]:
    """The months of the year that a period covers."""
    if len(period) == 4:
        return frozenset(range(1, 13))
    last = 3 * int(period[-1]) if "Q" in period else int(period[5:])
    return frozenset(range(last - 2 if "Q" in period else last, last + 1))


def _atoms(
    stands: Collection[Stand], extents: Mapping[Key, frozenset[Key]], months: Mapping[str, frozenset[int]]
) -> dict[Stand, Atoms]:
    """The atoms of each number. What lies only in sets that have smaller ones inside is taken for nobody."""
    places = _classes({place: extents[place] for place, _ in stands})
    times = _classes({period: months[period] for _, period in stands})
    numbers: dict[frozenset[Stand], int] = {}
    found: defaultdict[Stand, set[int]] = defaultdict(set)
    for around in places:
        for covering in times:
            mine = frozenset((p, t) for p in around for t in covering if (p, t) in stands)
            atom = numbers.setdefault(mine, len(numbers))
            for one in mine:
                found[one].add(atom)
    return {one: frozenset(atoms) for one, atoms in found.items()}


def _classes(members: Mapping[T, frozenset[S]]) -> set[frozenset[T]]:
    """The sets in which members lie that anything tells apart, of the members of the smallest sets."""
    around: defaultdict[S, set[T]] = defaultdict(set)
    for name, inside in members.items():
        for one in inside:
            around[one].add(name)
    small = {
        name
        for name, inside in members.items()
        if inside and not any(members[one] < inside for member in inside for one in around[member])
    }
    return {frozenset(names) for names in around.values() if not names.isdisjoint(small)}


def _told(
    published: Mapping[Stand, float | None], atoms: Mapping[Stand, Atoms], threshold: int
) -> set[Stand]:
    known: dict[int, float] = {}
    shown = {one: Sum(atoms[one], value) for one, value in published.items() if value is not None}
    for one in shown.values():
        if len(one.atoms) == 1:
            known.setdefault(min(one.atoms), one.people)
    rests = {_rest(one, known) for one in shown.values() if not one.atoms <= known.keys()}
    hidden = {one: _rest(Sum(atoms[one], 0), known) for one, value in published.items() if value is None}
    basis = _basis(one.atoms for one in rests)
    told = {
        one for one, mine in hidden.items() if not _reduced(dict.fromkeys(mine.atoms, Fraction(1)), basis)
    }
    if any(value is not None and value < 0 for value in published.values()):
        return told
    sums = sorted(
        (one for one in rests if one.people >= 0), key=lambda total: (-len(total.atoms), sorted(total.atoms))
    )
    return told | {
        one for one, mine in hidden.items() if one not in told and _is_close(mine, sums, threshold)
    }


def _rest(total: Sum, known: Mapping[int, float]) -> Sum:
    """A sum less the atoms that are shown themselves."""
    gone = [known[atom] for atom in total.atoms if atom in known]
    return Sum(total.atoms.difference(known), total.people - sum(gone))


def _basis(rows: Iterable[Atoms]) -> dict[int, Row]:
    """Sums as rows of a matrix in echelon form, by the first atom of each."""
    found: dict[int, Row] = {}
    for atoms in sorted(rows, key=lambda atoms: (len(atoms), sorted(atoms))):
        row = _reduced(dict.fromkeys(atoms, Fraction(1)), found)
        if row:
            first = min(row)
            found[first] = {atom: value / row[first] for atom, value in row.items()}
    return found


def _reduced(row: Row, basis: Mapping[int, Row]) -> Row:
    """What is left of a row after all of the basis is taken from it; nothing: it follows from the basis."""
    while (first := min((atom for atom in row if atom in basis), default=None)) is not None:
        times = row[first]
        for atom, value in basis[first].items():
            row[atom] = row.get(atom, Fraction(0)) - times * value
            if not row[atom]:
                del row[atom]
    return row


def _is_close(hidden: Sum, sums: Sequence[Sum], threshold: int) -> bool:
    """Whether what a larger sum leaves for a hidden number is fewer people than the threshold.

    `hidden.people` is 0 less what is shown of it. Sums that their own parts exceed are no sums, as all can see.
    """
    least = _packed(hidden.atoms, sums) - hidden.people
    for one in sums:
        if (
            hidden.atoms <= one.atoms
            and _packed(one.atoms, [part for part in sums if part != one]) <= one.people
        ):
            most = one.people - _packed(one.atoms - hidden.atoms, sums) - hidden.people
            if least <= most < threshold:
                return True
    return False


def _packed(room: Atoms, sums: Iterable[Sum]) -> float:
    """How many people are in some atoms at least: sums that lie in them beside each other, the largest first."""
    left, found = set(room), 0.0
    for one in sums:
        if one.atoms <= left:
            left -= one.atoms
            found += one.people
    return found
