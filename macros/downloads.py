"""Files that the open-data pages offer: descriptors, schemas and tables, with secrets blanked."""

from __future__ import annotations

from collections.abc import Iterator

from macros.mend import write_csv
from macros.model.site import Site
from macros.schema import Package
from macros.tables import read_table

SECRET = ("name", "street", "postcode", "lat", "lon", "coordinates_basis", "note")
"""Columns of a place that could tell where it is."""


def downloads(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and bytes of every file of the packages that may be published."""
    for package in site.packages.values():
        base = f"data/{package.folder.name}/"
        yield base + "datapackage.json", (package.folder / "datapackage.json").read_bytes()
        for resource in package.descriptor["resources"]:
            schema = str(resource["schema"])
            yield base + schema, (package.folder / schema).read_bytes()
            yield base + str(resource["path"]), _table(package, str(resource["name"]))


def _table(package: Package, name: str) -> bytes:
    raw = (package.folder / package.path(name)).read_bytes()
    names = package.schemas[name].names
    if "confidential" not in names:
        return raw
    table = read_table(raw, package.name, name, "", package.schemas[name])
    at = names.index("confidential")
    blank = [names.index(column) for column in SECRET]
    for row in table.rows:
        if row[at] != "false":
            for column in blank:
                row[column] = ""
    return write_csv([names, *table.rows]).encode()
