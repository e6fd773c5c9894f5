"""`python -m tests.bench.stale`: changes one cell of every column, builds again, compares with a fresh build.

A rebuild that leaves an old page behind is worse than a slow one. For each column of each table, and for a
removed row of each table, a small portal is changed in a way that `check` accepts; then every byte of the
rebuilt site must be that of a site built anew. Minutes, so it is no test; run it after a change of keys.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import synthetic
from tests.bench.measure import differing
from tests.bench.stand import ROOT

Rows = list[list[str]]


class Column(NamedTuple):
    """A column, or with no field the whole table, of which a row is removed."""

    package: str
    table: str
    path: Path
    field: dict[str, Any] | None

    def __str__(self) -> str:
        return f"{self.package}/{self.table}.{self.field['name'] if self.field else '(row)'}"


def main() -> None:
    """Sweep over the columns whose names contain one of the arguments, or over all."""
    wanted = sys.argv[1:] or [""]
    with tempfile.TemporaryDirectory(prefix="rozcestnik-stale-") as name:
        sweep = Sweep(Path(name))
        columns = [one for one in sweep.columns() if any(word in str(one) for word in wanted)]
        found = {str(one): sweep.try_column(one) for one in columns}
    tried = sum(1 for files in found.values() if files is not None)
    wrong = sum(1 for files in found.values() if files)
    print(f"{tried} changes that check accepts, {wrong} left something stale")
    sys.exit(wrong > 0)


class Sweep:
    """A small portal, its site, and a second site that is always built anew."""

    def __init__(self, folder: Path) -> None:
        self._portal, self._site, self._fresh = folder / "portal", folder / "site", folder / "fresh"
        synthetic.make(ROOT, self._portal, synthetic.TINY, seed=1)
        if not self._build(self._site):
            sys.exit("the synthetic portal does not build; see tests/test_bench.py")

    def _build(self, out: Path) -> bool:
        program = Path(sys.executable).parent / "rozcestnik"
        command = (str(program), "build", "--root", str(self._portal), "--out", str(out), "-q")
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def columns(self) -> Iterator[Column]:
        """Every column of every table, and every table."""
        for file in sorted((self._portal / "data_packages").glob("*/datapackage.json")):
            for one in json.loads(file.read_text(encoding="utf-8"))["resources"]:
                schema = json.loads((file.parent / one["schema"]).read_text(encoding="utf-8"))
                for field in (*schema["fields"], None):
                    yield Column(file.parent.name, one["name"], file.parent / one["path"], field)

    def try_column(self, column: Column) -> list[str] | None:
        """Make one change; return the stale files, None where no change passes `check`."""
        before = column.path.read_text(encoding="utf-8")
        for said, rows in self._changes(column, list(csv.reader(io.StringIO(before, newline="")))):
            column.path.write_text(_text(rows), encoding="utf-8")
            if self._build(self._site):
                return self._compare(f"{column} {said}")
        column.path.write_text(before, encoding="utf-8")
        return None

    def _compare(self, said: str) -> list[str]:
        shutil.rmtree(self._fresh, ignore_errors=True)
        self._build(self._fresh)
        stale = differing(self._site, self._fresh)
        if stale:
            print(f"{said}: {len(stale)} stale, such as {', '.join(stale[:4])}", flush=True)
            # The next change must not be blamed for this one.
            shutil.rmtree(self._site)
            self._build(self._site)
        return stale

    def _changes(self, column: Column, rows: Rows) -> Iterator[tuple[str, Rows]]:
        """A few ways to change a cell of the column: in its first row, in the middle, in covered territory."""
        if column.field is None:
            for at in _some(range(1, len(rows))):
                yield f"row {at + 1} removed", rows[:at] + rows[at + 1 :]
            return
        at = rows[0].index(column.field["name"])
        numbers = [number for number in range(1, len(rows)) if rows[number][at]] or range(1, len(rows))
        covered = [number for number in numbers if synthetic.TINY.regions[0] in rows[number]] or numbers
        for number in _some(covered):
            for value in self._values(column.field, rows[number][at]):
                row = [*rows[number][:at], value, *rows[number][at + 1 :]]
                said = f"row {number + 1} {rows[number][at]!r} to {value!r}"
                yield said, [*rows[:number], row, *rows[number + 1 :]]

    def _values(self, field: dict[str, Any], old: str) -> list[str]:
        limits, target = field.get("constraints", {}), field.get("reference")
        if target:
            path = self._portal / "data_packages" / target["package"] / "data" / f"{target['resource']}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                known = [row[target["field"]] for row in csv.DictReader(file)]
            return [one for one in known if one and one not in old.split(";")][:6]
        if "enum" in limits:
            return [one for one in limits["enum"] if one != old]
        return _OTHER.get(field["type"], _other_text)(old)


def _some(numbers: Sequence[int]) -> list[int]:
    return list(dict.fromkeys((numbers[0], numbers[len(numbers) // 2], numbers[-1]))) if numbers else []


def _text(rows: Rows) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _other_text(old: str) -> list[str]:
    if old.startswith("+420"):
        return ["+420602" + old[-6:]]
    return [f"{old} jinak", f"{old}x", f"{old}-x", f"{old[:-2]}15", f"x{old}"]


_OTHER = {
    "boolean": lambda old: ["false" if old == "true" else "true"],
    "date": lambda old: ["2023-05-17"],
    "integer": lambda old: [str(int(old or 3) + 1), str(int(old or 3) + 40)],
    "number": lambda old: [f"{float(old or 50) + 0.001:.6f}"],
}

if __name__ == "__main__":
    main()
