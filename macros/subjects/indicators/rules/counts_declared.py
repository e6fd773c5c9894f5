"""Rules about what is said of counts of people: the threshold, who is counted, what tells what."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from macros.check import Check, Data, check
from macros.check.lost import protection
from macros.data.problems import Problem, nearest, problem
from macros.subjects.indicators.periods import ends
from macros.subjects.indicators.rules.values import PACKAGE, plain
from macros.subjects.indicators.small_counts import (
    MOST,
    NO_SHARE,
    SMALL_COUNT,
    Counted,
    Told,
    counted,
    small_count,
    sound_small_count,
)
from macros.subjects.indicators.suppress import PER

KEY = "small_count"
"""The setting in datapackage.json, under `rozcestnik`."""


@check("small-count-key", "small-count-missing", "small-count-off", "small-count-setting")
def setting(data: Data) -> Iterator[Problem]:
    """The threshold of small counts is set soundly; otherwise the default holds and `check` says so."""
    package = data.packages.get(PACKAGE)
    if package is None:
        return
    file = (package.folder / "datapackage.json").relative_to(data.root).as_posix()
    mine: Any = package.descriptor.get("rozcestnik")
    if not isinstance(mine, dict) or KEY not in mine:
        inner = isinstance(mine, dict)
        near = nearest(
            KEY if inner else "rozcestnik", mine if inner else package.descriptor, "Je to překlep? "
        )
        yield problem(file, 0, f"rozcestnik.{KEY}", "small-count-missing", hint=near, default=SMALL_COUNT)
    elif not sound_small_count(mine[KEY]):
        said = json.dumps(mine[KEY], ensure_ascii=False)[:60]
        column = f"rozcestnik.{KEY}"
        yield problem(file, 0, column, "small-count-setting", said, default=SMALL_COUNT, most=MOST)
    elif mine[KEY] == 0:
        yield problem(file, 0, f"rozcestnik.{KEY}", "small-count-off", "0", warning=True)
    for key in sorted(mine.keys() - {KEY}) if isinstance(mine, dict) else ():
        yield problem(file, 0, f"rozcestnik.{key}"[:80], "small-count-key", key)


def whats(data: Data) -> Counted:
    """What tells about people, as the table of indicators says."""
    found = zip(*(data.values(PACKAGE, "indicators", name) for name in Told._fields), strict=True)
    return counted(one for one in found if one[0])


PERSONS = re.compile(
    r"\b(?:člověk|lid(?:é|í|mi)|osob|žá(?:k|c)|dět(?:i|í)|dítě|klient|uchazeč|obyvatel|rodič|student|senior|"
    r"muž|žen|nezaměstnan|pacient|oběť|oběti|nemocn|dlužní|cizin|vězn)",
    re.I,
)
"""Nouns of people at the beginning of a word."""


@check("people-unflagged")
def people_flagged(data: Data) -> Iterator[Problem]:
    """An indicator that counts people says so, or its small counts are not hidden."""
    table = data.table(PACKAGE, "indicators")
    columns = ["unit", "people", "words", "title"]
    for row, unit, people, words, title in table.records(columns) if table else ():
        if table is None or people is not False or unit not in ("count", "difference"):
            continue
        if PERSONS.search(words or ""):
            yield table.problem(row, "people", "people-unflagged", "false", word=words.split(";")[0])
        elif (found := re.match(r"počet\s+(\w+)", title or "", re.I)) and PERSONS.match(found[1]):
            yield table.problem(row, "people", "people-unflagged", "false", warning=True, word=found[1])


@check("part-by", "part-of", "share-of")
def relations(data: Data) -> Iterator[Problem]:
    """A share names counts of people, and a part another count of people that is no part of it."""
    what = whats(data)
    table = data.table(PACKAGE, "indicators")
    columns = ["id", "unit", "share_of", "part_of", "part_by"]
    for row, code, unit, share_of, part_of, by in table.records(columns) if table else ():
        assert table is not None
        for one in (share_of or "").split(";") if share_of != NO_SHARE else ():
            if one and (one not in what.people or unit not in PER):
                near = nearest(one, what.people)
                yield table.problem(row, "share_of", "share-of", one, hint=near)
        if part_of and (part_of not in what.people or code not in what.people or _circle(code, what)):
            yield table.problem(
                row, "part_of", "part-of", part_of, hint=nearest(part_of, what.people - {code})
            )
        if by and not part_of:
            yield table.problem(row, "part_by", "part-by", by)


def _circle(code: str, what: Counted) -> bool:
    seen, one = {code}, code
    while one in what.parts:
        one = what.parts[one][0]
        if one in seen:
            return True
        seen.add(one)
    return False


MOST_PARTS = 6
"""Sums of more numbers are not tried: they fit by chance."""


@check("small-count-sum")
def sums(data: Data) -> Iterator[Problem]:
    """Counts that add up where one is hidden are declared as a whole and its parts."""
    table = data.table(PACKAGE, "observations")
    themes = dict(zip(*(data.values(PACKAGE, "indicators", name) for name in ("id", "theme")), strict=True))
    what = whats(data)
    package = data.packages.get(PACKAGE)
    threshold = small_count(package.descriptor) if package else 0
    places: defaultdict[tuple[Any, ...], dict[str, tuple[float, int]]] = defaultdict(dict)
    columns = ["indicator", "level", "territory_code", "period", "value"]
    for row, code, level, place, period, value in table.records(columns) if table else ():
        if code in what.people and value is not None and period:
            places[themes.get(code), level, place, ends(period)][code] = value, row
    for found in places.values():
        small = [code for code, (value, _) in found.items() if abs(value) < threshold]
        for code in small if table and len(found) > 2 else ():
            if said := _adds_up(code, {one: value for one, (value, _) in found.items()}, what, threshold):
                assert table is not None
                value, row = found[code]
                yield table.problem(row, "value", "small-count-sum", plain(value), warning=True, sum=said)


def _adds_up(code: str, values: Mapping[str, float], what: Counted, threshold: int) -> str:
    """A sum that tells a small number by others that are shown; "" where there is none."""
    shown = sorted(one for one, value in values.items() if one != code and abs(value) >= threshold)
    for size in range(1, min(len(shown), MOST_PARTS + 1)):
        for total in shown:
            for parts in combinations([one for one in shown if one != total], size):
                alike = {what.parts.get(one, (one, ""))[0] for one in (code, *parts)}
                if values[total] == values[code] + sum(values[one] for one in parts) and alike != {total}:
                    return f"{total} = {' + '.join((code, *parts))}"
    return ""


RULES: tuple[Check, ...] = (
    setting,
    people_flagged,
    relations,
    sums,
    protection(PACKAGE, "indicators", "people"),
)
