"""Writes the row classes of all tables from the schemas: python -m tests.rows

For programmers who changed a schema under `data_packages/`. One file a subject, `macros/subjects/<subject>/rows.py`;
a class bears the noun of its table. What a column holds is said by the schema, in one place.
"""

from __future__ import annotations

import json
from pathlib import Path

# Nothing that imports rows: files that a merge broke must not keep this from writing them anew.
from macros.data.schema import Field, Package, package_of

ROOT = Path(__file__).parent.parent
SUBJECTS = {"codelists": "catalogue", "services": "catalogue", "situations": "catalogue"}
"""The subject of a package where it is not the package's own name."""
NOUNS = {
    ("evaluation", "criteria"): "Criterion",
    ("indicators", "areas"): "AreaUnit",
    ("indicators", "classes"): "Class",
    ("indicators", "themes"): "FigureTheme",
    ("network", "reachability"): "Way",
    ("meetings", "attendance"): "Attendance",
    ("network", "stories"): "Story",
    ("services", "evidence"): "Evidence",
    ("services", "hours"): "Hours",
    ("situations", "phenomena"): "Phenomenon",
    ("strategy", "node_money"): "Money",
    ("strategy", "node_risks"): "Risk",
    ("strategy", "statuses"): "Status",
}
"""What a row of a table is called where taking the plural off its name does not say it."""
TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "date": "dt.date"}
HEAD = '''"""Rows as they stand in the files, typed: {packages}. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

{imports}

# No postponed annotations: hundreds of them would be compiled at every start.
'''


def files() -> dict[str, str]:
    """Return what every file of row classes should hold, by its path in the repository."""
    mine: dict[str, list[Package]] = {}
    for path in sorted(ROOT.glob("data_packages/*/datapackage.json")):
        package = _package(path)
        mine.setdefault(SUBJECTS.get(package.name, package.name), []).append(package)
    return {f"macros/subjects/{subject}/rows.py": _module(packages) for subject, packages in mine.items()}


def _package(path: Path) -> Package:
    read = json.loads(path.read_text(encoding="utf-8"))
    schemas = {
        one["name"]: json.loads((path.parent / one["schema"]).read_text(encoding="utf-8"))
        for one in read["resources"]
    }
    return package_of(path.parent, read, schemas)


def noun(package: str, table: str) -> str:
    """Return what a row of a table is called: target_groups → TargetGroup."""
    if (package, table) in NOUNS:
        return NOUNS[package, table]
    one = f"{table[:-3]}y" if table.endswith("ies") else table.removesuffix("s")
    return "".join(part.capitalize() for part in one.split("_"))


def _module(packages: list[Package]) -> str:
    tables = [(package, table) for package in packages for table in package.schemas]
    classes = [_class(package, table) for package, table in tables]
    imports = ["from typing import NamedTuple"]
    if any("dt.date" in text for text in classes):
        imports.insert(0, "import datetime as dt")
    rows = "".join(
        f'    ("{package.name}", "{table}"): {noun(package.name, table)}Row,\n' for package, table in tables
    )
    merged = f"ROWS: dict[tuple[str, str], type[NamedTuple]] = {{\n{rows}}}\n"
    head = HEAD.format(packages=", ".join(one.name for one in packages), imports="\n".join(imports))
    return "\n\n".join([head, *classes, merged + '"""The class of each table."""\n'])


def _class(package: Package, table: str) -> str:
    columns = "".join(f"    {one.name}: {_type(one)}\n" for one in package.schemas[table].fields)
    return (
        f"class {noun(package.name, table)}Row(NamedTuple):\n"
        f'    """One row of {package.name}/{table}."""\n\n'
        f"{columns}    row_number: int\n    line: str\n"
    )


def _type(field: Field) -> str:
    """The type of a column: an empty cell is "" in a text and None elsewhere."""
    kind = TYPES[field.type]
    return kind if field.type == "string" or field.required else f"{kind} | None"


def main() -> None:
    """Write the files; name each that changed."""
    for name, text in files().items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(name)


if __name__ == "__main__":
    main()
