"""Reads and writes the tables of a folder of packages, without the checks that readers of real data need."""

from __future__ import annotations

import csv
import io
from pathlib import Path

Row = dict[str, str]


class Tables:
    """The tables of all packages of a folder, by package and name; each is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[tuple[str, str], list[Row]] = {}

    def __getitem__(self, key: tuple[str, str]) -> list[Row]:
        if key not in self._rows:
            with self._path(key).open(encoding="utf-8", newline="") as file:
                self._rows[key] = list(csv.DictReader(file))
        return self._rows[key]

    def __setitem__(self, key: tuple[str, str], rows: list[Row]) -> None:
        self._rows[key] = rows

    def _path(self, key: tuple[str, str]) -> Path:
        return self._folder / key[0] / "data" / f"{key[1]}.csv"

    def write(self) -> None:
        """Write every table that was asked for, sorted by its cells."""
        for key, rows in self._rows.items():
            header = self._path(key).read_text(encoding="utf-8").partition("\n")[0].split(",")
            body = sorted([row.get(name, "") for name in header] for row in rows)
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows([header, *body])
            self._path(key).write_text(out.getvalue(), encoding="utf-8")
