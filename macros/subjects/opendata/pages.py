"""What the open-data pages show: every package, every table, every column, with downloads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec import Struct

from macros.data.schema import Field, Package, Schema
from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.opendata.addresses import DATA
from macros.subjects.opendata.sheets import WORKED_OUT, book_path

TYPES = {
    "string": "text",
    "integer": "celé číslo",
    "number": "číslo s desetinnou tečkou",
    "boolean": "true / false",
    "date": "datum RRRR-MM-DD",
}


def packages_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Key of all descriptors, and which workbooks there are."""
    return (*(_key(one) for one in site.packages.values()), repr(sorted(site.sheets)).encode())


def _key(package: Package) -> bytes:
    return digest([repr(sorted(package.descriptor.items())).encode(), repr(package.schemas).encode()])


class PackagesPage(Struct, frozen=True, kw_only=True):
    """What the page of all packages is given."""

    packages: Collection[Package]
    sheets: list[tuple[str, str]]
    """Path and title of the workbooks that are of no package."""


def packages_view(site: Site, subject: object) -> View:
    """The page of all packages."""
    return View(
        title="Otevřená data",
        description=f"Všechna data portálu {site.settings.name} ke stažení: balíčky, tabulky, "
        "popis každého sloupce, licence CC BY 4.0.",
        crumbs=(),
        data=PackagesPage(
            packages=site.packages.values(),
            sheets=[(path, title) for path, title in WORKED_OUT.items() if path in site.sheets],
        ),
        origin=Origin("data_packages", 0),
    )


def package_reads(site: Site, package: Package) -> Iterable[bytes]:
    """Key of a descriptor with its schemas, and whether there is a workbook."""
    return (_key(package), _sheet(site, package).encode())


def _sheet(site: Site, package: Package) -> str:
    path = book_path(package)
    return path if path in site.sheets else ""


class Table(NamedTuple):
    """A table of a package: its columns, each with its type and constraints in words."""

    name: str
    schema: Schema
    path: str
    columns: list[tuple[Field, str]]


class PackagePage(Struct, frozen=True, kw_only=True):
    """What the page of a package is given."""

    package: Package
    sheet: str
    """Path of its workbook; "" where it has none."""
    tables: list[Table]
    sources: list[tuple[str, str]]
    """Title and address (may be empty)."""


def package_view(site: Site, package: Package) -> View:
    """The page of one package: tables, columns, keys, licences, sources."""
    return View(
        title=f"Otevřená data: {package.title}",
        description=package.description,
        crumbs=(Crumb("Otevřená data", DATA),),
        data=PackagePage(
            package=package,
            sheet=_sheet(site, package),
            tables=[
                Table(name, schema, package.path(name), [(one, rules(one)) for one in schema.fields])
                for name, schema in package.schemas.items()
            ],
            sources=[_source(one) for one in package.descriptor.get("sources", ())],
        ),
        origin=Origin(f"data_packages/{package.folder.name}/datapackage.json", 0),
    )


def _source(raw: dict[str, str]) -> tuple[str, str]:
    path = raw.get("path", "")
    return raw.get("title") or path, path if path.startswith(("https://", "http://")) else ""


def rules(field: Field) -> str:
    """Say the type of a column and its constraints."""
    return "; ".join(filter(None, (TYPES[field.type], limits(field))))


def limits(field: Field) -> str:
    """Say the constraints of a column in Czech, for people."""
    said = []
    if field.required:
        said.append("povinné")
    if field.unique:
        said.append("jedinečné")
    if field.enum:
        said.append("jedna z hodnot " + ", ".join(field.enum))
    if field.minimum is not None:
        said.append(f"nejméně {field.minimum}")
    if field.maximum is not None:
        said.append(f"nejvíc {field.maximum}")
    if field.max_length:
        said.append(f"nejvýš {field.max_length} znaků")
    if field.reference:
        said.append(f"hodnota z {field.reference.package}/{field.reference.resource}.{field.reference.field}")
        if field.reference.separator:
            said.append("více hodnot se odděluje středníkem")
    return "; ".join(said)


PACKAGES = Family(
    name="packages",
    section="data",
    source="datapackage.json",
    **single(DATA),
    view=packages_view,
    shows=PackagesPage,
    reads=packages_reads,
)
PACKAGE = Family(
    name="package",
    section="data",
    source="datapackage.json",
    of=lambda site: site.packages.values(),
    url=lambda package: f"{DATA}{package.folder.name}/",
    view=package_view,
    shows=PackagePage,
    reads=package_reads,
)
PAGES = (PACKAGES, PACKAGE)
