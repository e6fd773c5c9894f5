"""Numbers, periods and sentences about them, in Czech."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from macros.subjects.indicators.model import Figure
from macros.subjects.indicators.periods import SLOTS
from macros.subjects.indicators.rows import IndicatorRow, ObservationRow, TargetRow
from macros.words import czech
from macros.words.czech import NBSP

UNITS = {
    "percent": "procento",
    "per_mille": "promile",
    "per_1000": "na 1 000 obyvatel",
    "count": "počet",
    "difference": "změna počtu",
    "ratio": "průměr na jednoho",
    "czk": "koruny",
    "points": "body",
}
POINTS = {
    "percent": ("procentní bod", "procentní body", "procentních bodů", "procentního bodu"),
    "per_mille": ("promilový bod", "promilové body", "promilových bodů", "promilového bodu"),
}
"""What the difference of two values is called where it is not the unit itself."""
PERIODICITY = {
    "monthly": "každý měsíc",
    "quarterly": "každé čtvrtletí",
    "yearly": "každý rok",
    "irregular": "nepravidelně",
    "once": "jednou",
}
DIRECTIONS = {
    "up": "čím víc, tím lépe",
    "down": "čím méně, tím lépe",
    "none": "nehodnotíme, zda je víc lépe",
}
STATUS = {
    "provisional": "předběžné",
    "estimate": "odhad",
    "disputed": "zdroje se neshodnou",
    "derived": "dopočtené",
    "suppressed": "neuvádíme",
}
UNSURE = ("provisional", "estimate", "disputed")
"""Numbers that may still turn out otherwise: they are shown and not judged."""
UNSAID = "neuvádíme"
"""What stands in place of a small count of people."""
WITHHELD = (
    "Malé počty lidí neuvádíme, aby nikdo nepoznal, o koho jde. "
    "V malých obcích proto neuvádíme ani podíly, za kterými může být jen pár lidí. "
    "Někdy proto vynecháme i další číslo, ze kterého by se daly dopočítat."
)


def rounded(value: float, decimals: int | None) -> Decimal:
    """A value with at most so many decimal places, halves away from zero; as it is where None."""
    return _rounded(str(value), decimals)


@lru_cache(maxsize=1 << 12)
def _rounded(value: str, decimals: int | None) -> Decimal:
    exact = Decimal(value)
    if decimals is None:
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def amount(row: IndicatorRow, value: float | Decimal) -> str:
    """A value of an indicator with its unit: "4,1 %", "208 obcí", "219 618 Kč"."""
    shown = rounded(float(value), row.decimals)
    if row.unit == "percent":
        return czech.percent(shown)
    if row.unit == "per_mille":
        return f"{czech.number(shown)}{NBSP}‰"
    if row.unit == "czk":
        return f"{czech.number(shown)}{NBSP}Kč"
    said = _counted(row.words, shown)
    if row.unit == "difference" and shown > 0:
        said = f"+{said}"
    return f"{said} na 1{NBSP}000{NBSP}obyvatel" if row.unit == "per_1000" else said


def _counted(words: str, shown: Decimal) -> str:
    forms = words.split(";")
    return czech.plural(shown, *forms) if len(forms) in (3, 4) else czech.number(shown)


def gap(row: IndicatorRow, value: Decimal, *, exact: bool = False) -> str:
    """The size of a difference of two values: "6,7 procentního bodu", "1 200 Kč"; `exact` = not rounded."""
    decimals = None if exact or row.decimals is None else max(row.decimals, 1)
    shown = rounded(float(abs(value)), decimals)
    if row.unit in POINTS:
        one, few, many, fraction = POINTS[row.unit]
        return czech.plural(shown, one, few, many, fraction)
    if row.unit == "czk":
        return f"{czech.number(shown)}{NBSP}Kč"
    said = _counted(row.words, shown)
    return f"{said} na 1{NBSP}000{NBSP}obyvatel" if row.unit == "per_1000" else said


def aimed(row: IndicatorRow, aim: TargetRow) -> str:
    """What a target says: "10 %", "méně než 9 %"."""
    start = {"down": "méně než ", "up": "víc než "}.get(row.direction, "") if aim.strict else ""
    return f"{start}{amount(row, aim.value)}"


def bare(row: IndicatorRow, value: float) -> str:
    """The number alone, rounded as the indicator says."""
    return czech.number(rounded(value, row.decimals))


def brief(row: IndicatorRow, value: float) -> str:
    """A value as it stands in a small table, whose sentence has already said what is counted."""
    return amount(row, value) if row.unit in ("percent", "per_mille", "czk") else bare(row, value)


def said(row: IndicatorRow, figure: Figure) -> str:
    """What a number says: a value, a range, or that it is not shown."""
    low, high = figure.row.value, figure.row.value_high
    if figure.hidden or low is None:
        return UNSAID
    return amount(row, low) if high is None else f"{bare(row, low)}–{amount(row, high)}"


def large(said: str) -> str:
    """A number for large letters: it may break before a word, which on a phone it has to."""
    return re.sub(f"{NBSP}(?=[a-zá-ž])", " ", said)


def when(period: str, kind: str = "") -> str:
    """Answer to "when?": "v roce 2022", "ve 2. čtvrtletí 2024", "podle zprávy z roku 2022" (see `label`)."""
    if kind == "report":
        return f"podle zprávy {_since(period)}"
    if kind == "until":
        return f"do konce {_of(period)}"
    year = period[:4]
    if len(period) == 4:
        return f"v roce {year}"
    if "Q" in period:
        quarter = period[-1]
        return f"{'ve' if quarter in '234' else 'v'} {quarter}. čtvrtletí {year}"
    month = czech.MONTHS_IN[int(period[5:]) - 1]
    return f"v {month} {year}"


def label(period: str, kind: str = "") -> str:
    """A period as it stands in a table: "2022", "2. čtvrtletí 2024", "prosinec 2024".

    `kind` is the column period_kind: report = only the report has a date ("zpráva z roku 2022"), until = a sum
    of a longer time that ends then ("do konce května 2017").
    """
    if kind == "report":
        return f"zpráva {_since(period)}"
    if kind == "until":
        return f"do konce {_of(period)}"
    year = period[:4]
    if len(period) == 4:
        return year
    return (
        f"{period[-1]}. čtvrtletí {year}"
        if "Q" in period
        else f"{czech.MONTH_NAMES[int(period[5:]) - 1]} {year}"
    )


def _of(period: str) -> str:
    """A period in the genitive: "roku 2022", "2. čtvrtletí 2024", "května 2017"."""
    if len(period) == 4:
        return f"roku {period}"
    return label(period) if "Q" in period else f"{czech.MONTHS[int(period[5:]) - 1]} {period[:4]}"


def _since(period: str) -> str:
    return f"{'ze' if 'Q' in period and period[-1] in '234' else 'z'} {_of(period)}"


def told(row: ObservationRow) -> str:
    """The period of a number as it stands in a table."""
    return label(row.period, row.period_kind)


def sentence(row: IndicatorRow, figure: Figure) -> str:
    """The sentence of an indicator with place, number and time filled in. Data are never a template."""
    time = when(figure.row.period, figure.row.period_kind)
    if figure.hidden:
        where = figure.spot.where
        return f"{czech.capital(where)} číslo neuvádíme ({time})."
    parts = dict(zip(SLOTS, (figure.spot.where, said(row, figure), time), strict=True))
    filled = "".join(parts.get(piece, piece) for piece in _pieces(row.plain))
    return czech.capital(filled)


@lru_cache(maxsize=1 << 10)
def _pieces(text: str) -> tuple[str, ...]:
    """Cut a sentence at its slots, so that what is filled in is never looked into again."""
    found = [text]
    for slot in SLOTS:
        found = [part for piece in found for part in _split(piece, slot)]
    return tuple(found)


def _split(piece: str, slot: str) -> list[str]:
    if piece in SLOTS:
        return [piece]
    parts: list[str] = []
    for at, one in enumerate(piece.split(slot)):
        parts += [slot, one] if at else [one]
    return parts


def compared(row: IndicatorRow, mine: Figure, other: Figure) -> str:
    """How a number stands beside another of the same period; "" where that says nothing."""
    if row.unit in ("count", "difference") or mine.row.value is None or other.row.value is None:
        return ""
    if mine.row.value_high is not None or other.row.value_high is not None:
        return ""
    here, there = (rounded(value, row.decimals) for value in (mine.row.value, other.row.value))
    step = here - there
    if not step:
        return f"Stejně jako {other.spot.where}."
    end = ""
    if row.direction != "none" and not {mine.row.status, other.row.status} & set(UNSURE):
        end = " To je lepší." if (step > 0) == (row.direction == "up") else " To je horší."
    sums = f"{brief(row, float(here))} − {brief(row, float(there))}"
    return f"O {gap(row, step)} {'víc' if step > 0 else 'méně'} než {other.spot.where} ({sums}).{end}"


BELOW, BETWEEN, FROM = "méně než {}", "{} až méně než {}", "{} a víc"
"""Classes of a map: the lowest, one between, the highest."""
SCHEMATIC = {
    "orp": "Schematická mapa: čáry nejsou hranice ORP. ORP se skládá z míst, která jsou nejblíž středům jeho obcí.",
    "municipality": "Schematická mapa: buňky nejsou hranice obcí. Každá buňka je místo nejblíž středu své obce.",
}
"""What a map says of its lines where they are no boundaries, by its level."""
BORDERS = "Hranice: {}"
