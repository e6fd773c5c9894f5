"""Files that the open-data pages offer: descriptors, schemas and tables, with secrets blanked."""

from __future__ import annotations

from collections.abc import Iterator

from macros.mend import write_csv
from macros.model.site import Site
from macros.model.small_counts import Slot
from macros.schema import Package
from macros.tables import read_table


def downloads(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and bytes of every file of the packages that may be published."""
    for package in site.packages.values():
        base = f"data/{package.folder.name}/"
        yield base + "datapackage.json", (package.folder / "datapackage.json").read_bytes()
        for resource in package.descriptor["resources"]:
            schema = str(resource["schema"])
            yield base + schema, (package.folder / schema).read_bytes()
            yield base + str(resource["path"]), _table(site, package, str(resource["name"]))


def _table(site: Site, package: Package, name: str) -> bytes:
    if table := site.veiled.get((package.name, name)):
        return write_csv([table.schema.names, *table.rows]).encode()
    raw = (package.folder / package.path(name)).read_bytes()
    if (package.name, name) == ("indicators", "observations"):
        return observations(raw, package, site.hidden)
    return raw


TELLING = ("value", "value_high", "note")
"""Columns of a number that could tell a small count."""


def observations(raw: bytes, package: Package, hidden: frozenset[Slot]) -> bytes:
    """The table of numbers as it may be published: small counts of people are blank and say `suppressed`."""
    if not hidden:
        return raw
    schema = package.schemas["observations"]
    table = read_table(raw, package.name, "observations", "", schema)
    names = schema.names
    slot = [names.index(column) for column in ("indicator", "level", "territory_code", "period")]
    blank, status = [names.index(column) for column in TELLING], names.index("status")
    rows = list(map(list, table.rows))
    for row in rows:
        indicator, level, code, period = (row[at] for at in slot)
        if (indicator, level, code, period) in hidden:
            row[status] = "suppressed"
            for column in blank:
                row[column] = ""
    return write_csv([names, *rows]).encode()
