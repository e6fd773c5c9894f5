"""Ratings in words and signs: how a rating is shown, what changed between phases, the picture of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from macros.subjects.evaluation import rows, words
from macros.subjects.evaluation.model import Assessment, CriteriaSet, Criterion, Descriptor, Phase
from macros.words import czech


def month(value: str) -> str:
    """A month as people read it: "2023-07" → "červenec 2023"; "" stays ""."""
    return f"{czech.MONTH_NAMES[int(value[5:7]) - 1]} {value[:4]}" if value else ""


class Mark(NamedTuple):
    """How a rating looks: `state` (level, open, missing), its word, and how full its box is, in twelfths.

    `derived` = the source has words only, somebody chose the level by them.
    """

    state: str
    label: str
    fill: int
    derived: bool = False

    @property
    def box(self) -> Markup:
        """Its box alone."""
        return box(self.state, self.fill, 0, 0)


@cache
def box(state: str, fill: int, x: int, y: int) -> Markup:
    """A box as SVG: a level fills it, an open one asks, a missing one is a line. `x`, `y` are its corner."""
    if state == "level":
        full = f"M{x + 3} {y + 17}h14v-{round(14 * fill / 12, 1)}h-14z"
        inside = f'<path class="box__fill" d="{full}"/>' if fill else ""
        return Markup(f'<path class="box__frame" d="M{x + 1} {y + 1}h18v18h-18z"/>{inside}')
    if state == "open":
        sign = f"M{x + 7} {y + 8}a3 3 0 1 1 4.5 2.6q-1.5.9-1.5 2.4m0 2.2v.2"
        frame = f'<path class="box__frame box__frame--open" d="M{x + 1} {y + 1}h18v18h-18z"/>'
        return Markup(f'{frame}<path class="box__ask" d="{sign}"/>\n')
    return Markup(f'<path class="box__none" d="M{x + 5} {y + 10}h10"/>')


class Move(NamedTuple):
    """Movement between two phases: `kind` (same, advice, better, worse, unknown), a sign and words."""

    kind: str
    sign: str
    label: str


MOVES = {
    "same": Move("same", "=", "beze změny"),
    "advice": Move("advice", "+", "beze změny, přibylo doporučení"),
    "better": Move("better", "▲", "zlepšení"),
    "worse": Move("worse", "▼", "zhoršení"),
}
UNKNOWN = Move("unknown", "?", "nevíme")


def mark(group: CriteriaSet, assessment: Assessment, rating: rows.RatingRow | None) -> Mark:
    """How one rating looks; a rating without a value is no zero."""
    if rating is None:
        return Mark("missing", "neuvedeno", 0)
    level, derived = group.level(rating.value), is_derived(assessment)
    if level is None:
        return Mark("open", "slova nerozhodnou" if derived else "bez stupně", 0)
    top = max(one.value for one in group.levels) or 1
    return Mark("level", level.label, round(12 * level.value / top), derived)


def is_derived(assessment: Assessment) -> bool:
    """Whether the levels of an assessment were chosen by somebody else, from its words."""
    return assessment.row.values_from == "derived"


def derived_by(assessment: Assessment) -> str:
    """Who chose the levels from the words of an assessment; "" where nobody did."""
    ratings = (rating for phase in assessment.phases for rating in phase.ratings.values())
    return ", ".join(dict.fromkeys(rating.derived_by for rating in ratings if rating.derived_by))


def origin(assessment: Assessment) -> str:
    """Say that levels are not those of the source; "" where the assessor chose them."""
    if not is_derived(assessment):
        return ""
    who = derived_by(assessment)
    if not who:
        return "Stupně zdroj nemá a ze slov je zatím nikdo neodvodil."
    return f"Stupně zdroj nemá. Ze slov je {'odvodila' if who.startswith('redakce') else 'odvodil:'} {who}."


def move(before: rows.RatingRow | None, after: rows.RatingRow | None) -> Move:
    """Movement as the source tells it; else what the values say; else unknown."""
    if after is not None and after.change:
        return MOVES[after.change]
    if before is None or after is None or before.value is None or after.value is None:
        return UNKNOWN
    return MOVES[
        "better" if after.value > before.value else "worse" if after.value < before.value else "same"
    ]


def said(before: rows.RatingRow | None, rating: rows.RatingRow | None) -> str:
    """The words of a rating without what the phase before said already; movement says that it is the same."""
    if rating is None or before is None or not before.words:
        return rating.words if rating else ""
    if rating.change not in ("same", "advice"):
        return "Popis je stejný jako předtím." if rating.words == before.words else rating.words
    return rating.words.removeprefix(before.words).strip()


class Rated(NamedTuple):
    """One rating as a page shows it; `move` is None in the first phase."""

    phase: Phase
    rating: rows.RatingRow | None
    mark: Mark
    words: str
    move: Move | None
    source: str
    """Where in the source it stands, else the source of the whole; "" where there is no rating."""

    @property
    def evidence(self) -> str:
        """What proves it; "" where nothing does."""
        return self.rating.evidence if self.rating else ""


class Line(NamedTuple):
    """A descriptor and its ratings by phase."""

    descriptor: Descriptor
    ratings: tuple[Rated, ...]


class Sign(NamedTuple):
    """A sign of movement between two rows of the picture."""

    x: int
    y: int
    move: Move


class Strip(NamedTuple):
    """The picture of one criterion: a row of boxes for each phase, signs of movement between the rows."""

    width: int
    height: int
    numbers: tuple[tuple[int, str], ...]
    names: tuple[tuple[int, str], ...]
    boxes: tuple[Markup, ...]
    signs: tuple[Sign, ...]
    text: str
    """All of it in words."""


class Part(NamedTuple):
    """A criterion of an assessment: its picture and its lines."""

    criterion: Criterion
    strip: Strip
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """What the picture is called."""
        return words.CRITERION.format(self.criterion.row.position, self.criterion.row.title)


STEP, DOWN, BOX, FIRST, TOP = 23, 40, 20, 66, 20
LETTERS = 9
"""Sizes of the picture: from box to box and from row to row, a box, room for names and for numbers;
so many letters of a name have room."""


def parts(assessment: Assessment) -> tuple[Part, ...]:
    """All criteria of an assessment."""
    longest = max((len(one.descriptors) for one in assessment.set.criteria), default=0)
    found = []
    for criterion in assessment.set.criteria:
        mine = tuple(line(assessment, one) for one in criterion.descriptors)
        picture = strip(assessment.phases, mine, longest)
        found.append(
            Part(criterion, picture._replace(text=f"{picture.text}. {origin(assessment)}".strip()), mine)
        )
    return tuple(found)


def line(assessment: Assessment, descriptor: Descriptor) -> Line:
    """The ratings of one descriptor in all phases."""
    found: list[Rated] = []
    before: rows.RatingRow | None = None
    for at, phase in enumerate(assessment.phases):
        rating = phase.ratings.get(descriptor.row.id)
        looks = mark(assessment.set, assessment, rating)
        moved = move(before, rating) if at else None
        source = (rating.source_section or assessment.row.source_document) if rating else ""
        found.append(Rated(phase, rating, looks, said(before, rating), moved, source))
        before = rating
    return Line(descriptor, tuple(found))


def strip(phases: Sequence[Phase], lines: Sequence[Line], longest: int) -> Strip:
    """Lay the picture of a criterion out, as wide as the one with most descriptors needs."""
    boxes, signs = [], []
    for at, one in enumerate(lines):
        for row, rated in enumerate(one.ratings):
            x, y = FIRST + STEP * at, TOP + DOWN * row
            boxes.append(box(rated.mark.state, rated.mark.fill, x, y))
            if rated.move:
                signs.append(Sign(x + BOX // 2, y - 5, rated.move))
    return Strip(
        FIRST + STEP * longest,
        TOP + DOWN * (len(phases) - 1) + BOX + 2,
        tuple(
            (FIRST + STEP * at + BOX // 2, str(one.descriptor.row.position)) for at, one in enumerate(lines)
        ),
        tuple((TOP + DOWN * row + 14, _short(one.row.title)) for row, one in enumerate(phases)),
        tuple(boxes),
        tuple(signs),
        "; ".join(f"{one.descriptor.number} {_told(one)}" for one in lines),
    )


def _short(title: str) -> str:
    """The name of a phase as far as there is room for it."""
    return title if len(title) <= LETTERS else f"{title[: LETTERS - 1]}…"


def _told(line: Line) -> str:
    return ", ".join(
        f"{rated.phase.row.title}: {rated.mark.label}"
        + (f" ({rated.move.label})" if rated.move and rated.move is not UNKNOWN else "")
        for rated in line.ratings
    )


class Count(NamedTuple):
    """How many descriptors have a mark. It counts, it does not add levels up."""

    mark: Mark
    many: int


def counts(assessment: Assessment, phase: Phase) -> tuple[Count, ...]:
    """How many descriptors of a phase are on each level, the highest first, then those without one."""
    marks = [
        mark(assessment.set, assessment, phase.ratings.get(one.row.id)) for one in assessment.set.descriptors
    ]
    found = Counter(marks)
    order = sorted(found, key=lambda part: (part.state != "level", part.state == "missing", -part.fill))
    return tuple(Count(one, found[one]) for one in order)


def moves(assessment: Assessment) -> tuple[tuple[Move, int], ...]:
    """How many descriptors moved in which way between the first and the last phase."""
    if len(assessment.phases) < 2:
        return ()
    last = [line(assessment, one).ratings[-1].move or UNKNOWN for one in assessment.set.descriptors]
    found = Counter(last)
    return tuple((one, found[one]) for one in (*MOVES.values(), UNKNOWN) if found[one])


# Pages ------------------------------------------------------------------------------------------------


def when(assessment: Assessment, phase: Phase) -> str:
    """When a phase was rated; where the source does not say, the time of the whole assessment."""
    if phase.row.rated:
        return month(phase.row.rated)
    started, ended = month(assessment.row.started), month(assessment.row.ended)
    if started and ended:
        return f"program {started} až {ended}"
    return f"začátek: {started}" if started else f"konec: {ended}" if ended else "kdy, zdroj neuvádí"
