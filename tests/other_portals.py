"""The miniature portal as others may have it: another region, one kind of service, one town, nothing of a subject.

Rows go, and with them whatever named them, as a person would do it: a cell that may be empty is emptied, a row that
needs what is gone goes too, texts lose their calls. Each change leaves a sound portal (`tests/test_other_portals.py`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.schema import Field

Rows = list[dict[str, str]]
_LEVELS = {
    "state": ("territory", "states", "code_iso"),
    "region": ("territory", "regions", "code_nuts3"),
    "orp": ("territory", "orp", "code_csu"),
    "municipality": ("territory", "municipalities", "code_csu"),
    "area": ("indicators", "areas", "code"),
}


class Tables:
    """All tables of a portal as texts, to be thinned out and written back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        packages, _, _ = read_all(root)
        self.fields: dict[tuple[str, str], list[Field]] = {
            (package.name, name): list(schema.fields)
            for package in packages.values()
            for name, schema in package.schemas.items()
        }
        self.rows: dict[tuple[str, str], Rows] = {key: self._read(*key) for key in self.fields}

    def _path(self, package: str, name: str) -> Path:
        return self.root / f"data_packages/{package}/data/{name}.csv"

    def _read(self, package: str, name: str) -> Rows:
        text = self._path(package, name).read_text(encoding="utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def keep(self, table: str, wanted: Callable[[Mapping[str, str]], bool]) -> None:
        """Keep only some rows of "package/table"."""
        package, name = table.split("/")
        self.rows[package, name] = [row for row in self.rows[package, name] if wanted(row)]

    def empty(self, package: str) -> None:
        """Leave nothing of a package."""
        for key in self.rows:
            if key[0] == package:
                self.rows[key] = []

    def write(self) -> set[str]:
        """Take away whatever names what is gone, and write all files; return the ids that went."""
        before = self._ids({key: self._read(*key) for key in self.rows})
        while self._thinned():
            pass
        for key, rows in self.rows.items():
            names = [field.name for field in self.fields[key]]
            lines = [names, *([row[name] for name in names] for row in rows)]
            self._path(*key).write_text(write_csv(lines), encoding="utf-8", newline="")
        setting(
            self.root,
            "strategies",
            f"[{', '.join(row['id'] for row in self.rows['strategy', 'strategies'])}]",
        )
        return before - self._ids(self.rows)

    def _ids(self, tables: Mapping[tuple[str, str], Rows]) -> set[str]:
        return {row["id"] for rows in tables.values() for row in rows if row.get("id")}

    def _thinned(self) -> bool:
        changed = False
        for key, rows in self.rows.items():
            left = [row for row in rows if self._stays(key, row)]
            changed |= len(left) < len(rows)
            self.rows[key] = left
        return changed

    def _stays(self, key: tuple[str, str], row: dict[str, str]) -> bool:
        """Whether a row may stay; cells that name what is gone are emptied."""
        for field in self.fields[key]:
            if field.reference and row[field.name]:
                known = self._known(field.reference.package, field.reference.resource, field.reference.field)
                split = field.reference.separator
                parts = row[field.name].split(split) if split else [row[field.name]]
                kept = [part for part in parts if part in known]
                row[field.name] = (split or "").join(kept)
                if field.required and not kept:
                    return False
        if row.get("level") in _LEVELS and row.get("territory_code"):
            package, name, column = _LEVELS[row["level"]]
            if row["territory_code"] not in self._known(package, name, column):
                return False
        return self._whole(key, row)

    def _whole(self, key: tuple[str, str], row: dict[str, str]) -> bool:
        """Whether a row still says what it is there for, where the schema leaves that to rules."""
        if key == ("services", "services"):
            return row["id"] in self._known("services", "areas", "service")
        if key == ("codelists", "redirects"):
            return row["new_path"].split("/")[1] in self._known("services", "services", "id")
        if key == ("strategy", "node_services"):
            return bool(row["kind"] or row["service"])
        if key == ("activities", "activity_actors"):
            return bool(row["kind"] or row["role"])
        if key == ("activities", "activity_choices"):
            return bool(row["service"] or row["who"])
        return key != ("strategy", "changes") or row["column"] != "target" or bool(row["indicator"])

    def _known(self, package: str, name: str, column: str) -> set[str]:
        return {row[column] for row in self.rows[package, name]}


def without_calls(root: Path, gone: Iterable[str]) -> None:
    """Take calls of macros that name what is gone out of all texts, and guides of situations that are gone."""
    lost = set(gone)
    for path in [*root.glob("catalogue/**/*.md"), *root.glob("strategy/**/*.md")]:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "situace" and path.stem in lost:
            path.unlink()
            continue

        def call(match: re.Match[str]) -> str:
            names = re.findall(r'"([^"]*)"', match[0])
            gone_names = [name for name in names if name in lost or name.rpartition("/")[2] in lost]
            return "" if gone_names else match[0]

        path.write_text(re.sub(r"\{\{.*?\}\}", call, text), encoding="utf-8")


def setting(root: Path, name: str, value: str) -> None:
    """Change a line of the settings."""
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(rf"^    {name}: .*$", f"    {name}: {value}", text, flags=re.MULTILINE), encoding="utf-8"
    )


# The portals --------------------------------------------------------------------------------------------


def one_kind(root: Path) -> None:
    """Only clubs for children: one kind, one provider, one service that works."""
    tables = Tables(root)
    tables.keep("codelists/kinds", lambda row: row["id"] == "nizkoprahove-zarizeni")
    without_calls(root, tables.write())


def one_town(root: Path) -> None:
    """One municipality in one ORP of one region."""
    tables = Tables(root)
    tables.keep("territory/municipalities", lambda row: row["code_csu"] == "554481")
    tables.keep("territory/orp", lambda row: row["code_csu"] == "4102")
    tables.keep("territory/regions", lambda row: row["code_nuts3"] == "CZ041")
    tables.keep("territory/states", lambda row: row["code_iso"] == "CZ")
    without_calls(root, {*tables.write(), "zkusebnice", "liberecky-kraj"})
    setting(root, "regions", "[CZ041]")


def one_situation(root: Path) -> None:
    """One situation in life."""
    tables = Tables(root)
    tables.keep("situations/situations", lambda row: row["id"] == "dluhy")
    tables.keep("situations/themes", lambda row: row["id"] == "penize")
    without_calls(root, {*tables.write(), "zkusebni-tema"})


def no_situations(root: Path) -> None:
    """A list of services alone."""
    tables = Tables(root)
    tables.empty("situations")
    without_calls(root, tables.write())


def no_services(root: Path) -> None:
    """Nobody has written down a service."""
    tables = Tables(root)
    tables.empty("services")
    without_calls(root, tables.write())


def no_strategies(root: Path) -> None:
    """No strategy."""
    tables = Tables(root)
    tables.empty("strategy")
    without_calls(root, tables.write())


def no_indicators(root: Path) -> None:
    """No numbers."""
    tables = Tables(root)
    tables.empty("indicators")
    without_calls(root, tables.write())


def no_evaluation(root: Path) -> None:
    """Nobody rates municipalities."""
    tables = Tables(root)
    tables.empty("evaluation")
    without_calls(root, tables.write())


def bare(root: Path) -> None:
    """The day on which somebody begins: a region, and nothing about it."""
    tables = Tables(root)
    for package in ("services", "situations", "strategy", "indicators", "evaluation"):
        tables.empty(package)
    without_calls(root, {*tables.write(), "zkusebni-tema"})


def elsewhere(root: Path) -> None:
    """Another region with two ORP: nothing of it is called as anything in ours."""
    tables = Tables(root)
    tables.keep("territory/regions", lambda row: row["code_nuts3"] == "CZ051")
    tables.keep("territory/municipalities", lambda row: row["code_csu"] != "999998")
    tables.keep("territory/orp", lambda row: row["code_csu"] != "9999")
    tables.keep("territory/states", lambda row: row["code_iso"] == "CZ")
    without_calls(root, {*tables.write(), "zkusebnice"})
    setting(root, "regions", "[CZ064]")
    for path in [
        *root.glob("data_packages/*/data/*.csv"),
        *root.glob("catalogue/**/*.md"),
        *root.glob("strategy/**/*.md"),
    ]:
        text = path.read_text(encoding="utf-8")
        for old, new in MOVED:
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8", newline="")


MOVED = (
    *(("CZ0513", "CZ0644"), ("CZ051", "CZ064"), ("5102", "6205"), ("5105", "6202")),
    *(("563889", "584291"), ("564028", "584495"), ("564044", "584924"), ("564265", "584801")),
    *(("Libereckém", "Jihomoravském"), ("Liberecký", "Jihomoravský"), ("liberecky", "jihomoravsky")),
    *(("Liberec", "Břeclav"), ("liberec", "breclav"), ("Frýdlant", "Hustopeče"), ("frydlant", "hustopece")),
    *(("Hejnice", "Šakvice"), ("hejnice", "sakvice"), ("Nové Město pod Smrkem", "Podivín")),
    *(
        ("nove-mesto-pod-smrkem", "podivin"),
        ("nove-mesto", "podivin"),
        ("46001", "69002"),
        ("46401", "69301"),
    ),
    *(("46362", "69167"), ("46365", "69145"), ("50.766380,15.054439", "48.759000,16.882000")),
    *(("50.921496,15.079851", "48.940800,16.737600"), ("50.877301,15.181785", "48.904000,16.712000")),
    *(("50.925011,15.229539", "48.825500,16.848300"), ("50.767000,15.056000", "48.760000,16.880000")),
    ("50.921000,15.080000", "48.941000,16.738000"),
)
"""What the territory of the other region is called and where it lies, in the place of ours."""

PORTALS: Mapping[str, Callable[[Path], None]] = {
    made.__name__: made
    for made in (
        *(one_kind, one_town, one_situation, no_situations, no_services, no_strategies, no_indicators),
        *(no_evaluation, bare, elsewhere),
    )
}
