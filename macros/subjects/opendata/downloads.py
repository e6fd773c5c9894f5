"""Files that the open-data pages offer: descriptors, schemas and tables, with secrets blanked."""

from __future__ import annotations

from collections.abc import Iterator

from macros.data.mend import write_csv
from macros.data.schema import Package
from macros.model.site import Site
from macros.subjects.capacity.hiding import published
from macros.subjects.capacity.model import Capacity
from macros.subjects.indicators.model import Indicators
from macros.subjects.indicators.published import observations
from macros.subjects.opendata.addresses import DATA


def downloads(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and bytes of every file of the packages that may be published."""
    for package in site.packages.values():
        base = f"{DATA}{package.folder.name}/"
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
        return observations(raw, package, site[Indicators].hidden)
    if package.name == "capacity":
        return published(name, raw, package, site[Capacity].numbers)
    return raw
