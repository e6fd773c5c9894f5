"""Files for download that belong to one indicator: all its numbers as CSV and, with what they mean, as JSON.

Small counts of people are blank here as everywhere behind the loader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.data.mend import write_csv
from macros.files.made import Made
from macros.model.site import Site
from macros.subjects.indicators.model import Figure, Indicator, Indicators

COLUMNS = (
    *("indicator", "level", "territory_code", "territory", "period", "value", "value_high", "unit"),
    *("status", "source_url", "source_document", "source_section", "source_date", "note", "period_kind"),
    "source_title",
)


MEANING = (
    *("id", "title", "definition", "unit", "direction", "method", "periodicity", "why", "source"),
    *("source_url", "family"),
)
MEMBERS = (*MEANING, "observations", "targets", "breaks", "classes")
"""What the document of an indicator has."""


def indicator_files(site: Site) -> Iterator[Made]:
    """Two files for each indicator, beside its page."""
    for one in site[Indicators].indicators.values():
        base = f"{one.url}data."
        yield Made(base + "csv", one.key, lambda indicator=one: table(indicator))  # type: ignore[misc]
        yield Made(base + "json", one.key, lambda indicator=one: document(indicator))  # type: ignore[misc]


def plain(value: float | None) -> str:
    """A number as it stands in a CSV file: 18, 4.85; "" for none."""
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _cells(indicator: Indicator, figure: Figure) -> list[str]:
    row = figure.row
    known = {name: getattr(row, name, "") for name in COLUMNS}
    known |= {"territory": figure.spot.name, "unit": indicator.row.unit}
    known |= {"value": plain(row.value), "value_high": plain(row.value_high)}
    known["source_date"] = row.source_date.isoformat() if row.source_date else ""
    return [str(known[name]) for name in COLUMNS]


def table(indicator: Indicator) -> bytes:
    """All numbers of an indicator as CSV."""
    return write_csv([list(COLUMNS), *(_cells(indicator, figure) for figure in indicator.figures())]).encode()


def document(indicator: Indicator) -> bytes:
    """An indicator with its meaning, numbers, targets, breaks and classes as JSON."""
    row = indicator.row
    found: dict[str, Any] = {name: getattr(row, name) for name in MEANING}
    found["observations"] = [_observation(figure) for figure in indicator.figures()]
    found["targets"] = [
        {"level": aim.row.level, "territory_code": aim.row.territory_code, "period": aim.row.period}
        | {"value": aim.row.value, "strict": bool(aim.row.strict), "note": aim.row.note}
        for aim in indicator.targets
    ]
    found["breaks"] = [{"period": row.period, "note": row.note} for row in indicator.breaks]
    found["classes"] = [
        {"lower": band.row.lower, "upper": band.row.upper, "label": band.row.label}
        for band in indicator.bands
    ]
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _observation(figure: Figure) -> dict[str, Any]:
    row = figure.row
    found = {
        "level": row.level,
        "territory_code": row.territory_code,
        "territory": figure.spot.name,
        "period": row.period,
        "value": row.value,
        "value_high": row.value_high,
        "status": row.status,
        "source_url": row.source_url,
        "source_document": row.source_document,
        "source_section": row.source_section,
        "source_date": row.source_date.isoformat() if row.source_date else "",
        "note": row.note,
        "period_kind": row.period_kind,
        "source_title": row.source_title,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}
