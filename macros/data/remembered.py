"""Sound tables as an earlier build read them: reading them back takes a sixth of proving them again.

A table is known by its seal, a digest of the file, its name and all that its package says; the code counts too.
Only sound tables are kept. What stands in the cache is plain values: nothing else is ever made of it.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

from macros.data.schema import Schema
from macros.data.tables import Table
from macros.files import kept
from macros.files.code import code_key

FIELDS = 6
"""What is kept of a table: seal, texts, numbers of rows, typed columns, pools, lines."""


class _Plain(pickle.Unpickler):
    """Reads texts, numbers, days and lists of them; a name of anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        if (module, name) == ("builtins", "range"):
            return range
        raise pickle.UnpicklingError(f"{module}.{name}")


class Remembered:
    """Tables of earlier builds in a folder of the cache, one file a package. Without a folder nothing is known."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Mapping[str, Any]] = {}
        self._now: dict[str, dict[str, Any]] = {}
        self._new: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept: without a folder nobody needs a seal."""
        return self._folder is not None

    def table(self, package: str, name: str, file: str, schema: Schema, seal: bytes) -> Table | None:
        """The table of that seal; None where it is not known."""
        if self._folder is None:
            return None
        if package not in self._known:
            self._known[package] = self._opened(package)
        found = self._known[package].get(name)
        if found is None or found[0] != seal:
            return None
        self._now.setdefault(package, {})[name] = found
        _, texts, numbers, columns, pools, lines = found
        return Table(package, name, file, schema, texts, numbers, columns, [], True, pools, lines, seal)

    def keep(self, table: Table) -> None:
        """Keep a table where it is sound."""
        if self._folder is not None and table.sound and table.seal and not table.problems:
            known = (
                table.seal,
                table.texts,
                table.row_numbers,
                table.columns,
                {name: list(pool) for name, pool in table.pools.items()},
                table.known_lines,
            )
            self._now.setdefault(table.package, {})[table.name] = known
            self._new.add(table.package)

    def save(self) -> None:
        """Write the packages with new tables. Only a build makes the cache: others leave no trace."""
        if self._folder is None or not self._folder.parent.is_dir():
            return
        if not self._new:
            return
        for package in sorted(self._new):
            kept.save_bytes(self._file(package), pickle.dumps(self._now[package], protocol=5))
        self._new.clear()
        wanted = {self._file(package).name for package in self._now}
        for file in sorted(self._folder.iterdir()):
            if file.name not in wanted:
                kept.discard(file)

    def _opened(self, package: str) -> Mapping[str, Any]:
        raw = kept.load_bytes(self._file(package))
        if raw is None:
            return {}
        try:
            found = _Plain(BytesIO(raw)).load()
        except Exception:  # pickle says that it may raise any
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: one for name, one in found.items() if isinstance(one, tuple) and len(one) == FIELDS}

    def _file(self, package: str) -> Path:
        assert self._folder is not None, "asked only where there is a folder"
        # The key is in the name, and the digest of a kept file covers its name.
        name = blake2b(code_key() + package.encode(), digest_size=12).hexdigest()
        return self._folder / f"{package}-{name}.tables"
