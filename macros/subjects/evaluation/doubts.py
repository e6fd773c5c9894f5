"""Rules about what probably is a slip in assessments and family policies: copied rows, other years, other towns."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.subjects.evaluation import words
from macros.words.czech import fold

MONTHS = 6
"""How long before and after an assessment its phases may be rated without anybody wondering."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_SAID_ONCE = (
    ("criteria", "set", ("title",)),
    ("descriptors", "criterion", ("title", "question")),
    ("scale_levels", "set", ("words",)),
)
"""Table, what its rows belong to, and columns that tell them apart."""


@check("said-twice", "scale-short")
def told_apart(data: Data) -> Iterator[Problem]:
    """Criteria of a set, questions of a criterion and levels of a scale differ; a scale has more than one level."""
    for name, owner, columns in _SAID_ONCE:
        table = data.table("evaluation", name)
        for column in columns if table else ():
            first: dict[tuple[str, str], int] = {}
            for row, group, said in table.records([owner, column]) if table else ():
                if table and group and said and first.setdefault((group, fold(said)), row) != row:
                    before = first[group, fold(said)]
                    yield table.problem(row, column, "said-twice", said, warning=True, first=before)
    if table := data.table("evaluation", "scale_levels"):
        counts = Counter(table.cells("set"))
        for row, group in table.records(["set"]):
            if group and counts[group] == 1:
                yield table.problem(row, "value", "scale-short")


@check("phase-outside", "title-year", "source-early")
def years(data: Data) -> Iterator[Problem]:
    """Phases are rated about when an assessment ran, its title has one of its years, its source is not older."""
    table, phases = data.table("evaluation", "assessments"), data.table("evaluation", "phases")
    if table is None:
        return
    spans: dict[str, tuple[str, str]] = {}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for _, code, started, ended in table.records(["id", "started", "ended"]):
        if code:
            spans[code] = (started or "", ended or "")
            seen[code] |= {month[:4] for month in (started, ended) if month}
    for row, code, rated in phases.records(["assessment", "rated"]) if phases else ():
        started, ended = spans.get(code, ("", ""))
        if not phases or not rated or (started and ended and ended < started):
            continue
        seen[code].add(rated[:4])
        early = started and _month(started) - _month(rated) > MONTHS
        if early or (ended and _month(rated) - _month(ended) > MONTHS):
            said = words.TO.join(filter(None, (started, ended)))
            yield phases.problem(row, "rated", "phase-outside", rated, warning=True, period=said)
    for row, code, title, day in table.records(["id", "title", "source_date"]):
        told = _YEAR.findall(title or "")
        if told and seen[code] and not seen[code] & set(told):
            details = {"year": told[0], "years": ", ".join(sorted(seen[code]))}
            yield table.problem(row, "title", "title-year", title, warning=True, **details)
        last = max(seen[code], default="")
        if day and last and day.year < int(last):
            yield table.problem(row, "source_date", "source-early", day, period=last)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7])


@check("future", "outcome-early")
def participation(data: Data) -> Iterator[Problem]:
    """What was held or talked of is not to come, and what was only recommended has no outcome; a warning."""
    table = data.table("evaluation", "participation")
    now = f"{dt.date.today():%Y}"
    for row, state, period, outcome in table.records(["state", "period", "outcome"]) if table else ():
        if table and state in ("held", "discussed") and min(_YEAR.findall(period or ""), default="") > now:
            yield table.problem(row, "period", "future", period)
        if table and state == "recommended" and outcome:
            yield table.problem(row, "outcome", "outcome-early", outcome, warning=True)


@check("title-town")
def of_its_town(data: Data) -> Iterator[Problem]:
    """The title of a policy or an assessment does not name another municipality instead of its own; a warning."""
    towns = data.table("territory", "municipalities")
    if towns is None:
        return
    names = towns.by("code_csu", "name")
    known = {name for name in names.values() if name}
    for name, column in (("family_policies", "municipality_code_csu"), ("assessments", "territory_code")):
        table = data.table("evaluation", name)
        for row, code, title in table.records([column, "title"]) if table else ():
            own = names.get(code)
            if not table or not own or not title or own in title:
                continue
            parts = re.findall(r"[^\W\d_]+", title)
            runs = (" ".join(parts[at : at + size]) for size in (4, 3, 2, 1) for at in range(len(parts)))
            if other := next((one for one in runs if one in known), ""):
                details = {"other": other, "municipality": own}
                yield table.problem(row, "title", "title-town", title, warning=True, **details)


RULES: tuple[Check, ...] = (told_apart, years, participation, of_its_town)
