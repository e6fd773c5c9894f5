"""Codes of territories as the rules of any subject look them up: by level, with hints for who wrote a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.check import Data
from macros.check.common import Hints, known
from macros.data.problems import Problem
from macros.words.czech import fold

LEVELS: Mapping[str, tuple[str, str]] = {
    "state": ("states", "code_iso"),
    "region": ("regions", "code_nuts3"),
    "orp": ("orp", "code_csu"),
    "municipality": ("municipalities", "code_csu"),
}
"""Table and column with the codes of each level of territory."""


class Territories:
    """Codes of one level of territory, and hints for people who wrote a name or another level's code."""

    def __init__(self, data: Data, level: str) -> None:
        self._data, self._level = data, level
        name, column = LEVELS[level]
        self._codes = known(data, "territory", name, column)
        self._nearest = Hints(self._codes or ())

    def has(self, code: str) -> bool:
        """Whether the code exists; True also where the codes cannot be known."""
        return self._codes is None or code in self._codes

    def hint(self, value: str) -> str:
        """Say which code was probably meant; "" where none looks like it."""
        for level, (table, column) in LEVELS.items():
            codes = self._data.values("territory", table, column)
            names = self._data.values("territory", table, "name")
            for code, name in zip(codes, names, strict=True):
                if code == value:
                    return f"{code} je kód úrovně {level} ({name})."
                if level == self._level and name and fold(name) == fold(value):
                    return f"{name} má kód {code}."
        return self._nearest(value)


def area_codes(data: Data, package: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each `territory_code` of a table that does not exist at the `level` beside it."""
    table = data.table(package, name)
    if table is None:
        return
    pairs = set(zip(table.columns["level"], table.columns["territory_code"], strict=True))
    levels = {level: Territories(data, level) for level in {level for level, _ in pairs if level}}
    wrong = {(level, code) for level, code in pairs if level and code and not levels[level].has(code)}
    for row, level, code in table.records(["level", "territory_code"]) if wrong else ():
        if (level, code) in wrong:
            hint = levels[level].hint(code)
            yield table.problem(row, "territory_code", "area-code", code, level=level, hint=hint)
