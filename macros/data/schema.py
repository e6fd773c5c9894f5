"""What a data package says about itself: its tables, columns and keys, read from its JSON files.

Nothing here knows a table by name: keys and references are declared in the package, not coded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the values of a column must exist: a column of a table of a package.

    `separator` is set where one cell holds a list of values.
    """

    package: str
    resource: str
    field: str
    separator: str = ""


@dataclass(frozen=True)
class Field:
    """One column: name, type (string, integer, number, boolean, date) and its constraints."""

    name: str
    type: str
    title: str
    description: str
    example: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    reference: Reference | None = None
    added: str = ""
    """The day on which the column came to the table: `check --fix` puts it, empty, into an older file."""
    formerly: tuple[str, ...] = ()
    """Names that the column had before; `check --fix` carries files that still have them over."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled; a pattern always means the whole value."""
        return re.compile(self.pattern.removeprefix("^").removesuffix("$"))


@dataclass(frozen=True)
class Schema:
    """One table: its columns in order and its keys."""

    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]

    @cached_property
    def names(self) -> list[str]:
        """Names of the columns in the order of the file."""
        return [field.name for field in self.fields]

    @cached_property
    def key_columns(self) -> tuple[str, ...]:
        """Columns that tell rows apart: the primary key, else the first unique key or column, else all of them."""
        unique = tuple(field.name for field in self.fields if field.unique)[:1]
        return self.primary_key or next(iter(self.unique_keys), unique) or tuple(self.names)

    def current(self, header: Sequence[str]) -> list[str]:
        """Return a header with former names of columns replaced by those of today.

        A column that stands there under its name of today, too, is left as it is: nobody knows which one counts.
        """
        today = {old: field.name for field in self.fields for old in field.formerly}
        named = list(header)
        for at, name in enumerate(header):
            if name in today and today[name] not in named:
                named[at] = today[name]
        return named

    def field(self, name: str) -> Field:
        """Return the column of that name. KeyError where there is none."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True)
class Package:
    """One data package: a folder with datapackage.json, schemas and CSV files."""

    name: str
    folder: Path
    descriptor: dict[str, Any]
    schemas: dict[str, Schema]
    seal: bytes = field(default=b"", repr=False, compare=False)
    """Digest of descriptor and schemas."""

    @property
    def title(self) -> str:
        """The Czech title."""
        return str(self.descriptor["title"])

    @property
    def description(self) -> str:
        """What is in it, in Czech."""
        return str(self.descriptor["description"])

    @property
    def version(self) -> str:
        """Version of the package."""
        return str(self.descriptor["version"])

    def path(self, table: str) -> str:
        """Path of the table's file inside the package, as the descriptor gives it."""
        return next(str(one["path"]) for one in self.descriptor["resources"] if one["name"] == table)


def package_of(folder: Path, descriptor: dict[str, Any], schemas: Mapping[str, dict[str, Any]]) -> Package:
    """Make a package of its descriptor and the schema of each table. ValueError or KeyError where they are not right."""
    read = {name: _schema(raw) for name, raw in schemas.items()}
    seal = blake2b(repr((descriptor, schemas)).encode("utf-8", "surrogatepass"), digest_size=12).digest()
    return Package(str(descriptor["name"]), folder, descriptor, read, seal)


def _schema(raw: dict[str, Any]) -> Schema:
    return Schema(
        title=str(raw.get("title", "")),
        description=str(raw.get("description", "")),
        fields=tuple(_field(one) for one in raw["fields"]),
        primary_key=tuple(raw.get("primaryKey", ())),
        unique_keys=tuple(tuple(key) for key in raw.get("uniqueKeys", ())),
    )


def _field(raw: dict[str, Any]) -> Field:
    limits = raw.get("constraints", {})
    target = raw.get("reference")
    return Field(
        name=str(raw["name"]),
        type=str(raw["type"]),
        title=str(raw.get("title", "")),
        description=str(raw.get("description", "")),
        example=str(raw.get("example", "")),
        required=bool(limits.get("required", False)),
        unique=bool(limits.get("unique", False)),
        enum=tuple(limits.get("enum", ())),
        pattern=str(limits.get("pattern", "")),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        max_length=limits.get("maxLength"),
        reference=Reference(**target) if target else None,
        added=str(raw.get("added", "")),
        formerly=tuple(raw.get("formerly", ())),
    )
