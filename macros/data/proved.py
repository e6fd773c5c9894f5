"""Texts that a rule with many patterns has read before and found sound.

A build reads the same texts every time, and preparing such patterns takes longer than all other rules together.
Only that nothing was found is kept, under a digest of the code and of all that the verdict depends on, sealed as
everything in `.cache/`. `rozcestnik check` looks at everything anew.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.files import kept
from macros.files.code import code_key


class Proved:
    """What is known to be sound. Without a file nothing is known and nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        found = kept.load(file).get("sound") if file else None
        self._known = (
            frozenset(one for one in found if isinstance(one, str))
            if isinstance(found, list)
            else frozenset()
        )
        self._used: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept: without a file nobody needs a key."""
        return self._file is not None

    def key(self, *parts: str) -> str:
        """Digest of the code and of what a verdict depends on."""
        digest = blake2b(code_key(), digest_size=12)
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass")
            digest.update(b"%d " % len(raw) + raw)
        return digest.hexdigest()

    def sound(self, key: str) -> bool:
        """Whether this was found sound before."""
        if key in self._known:
            self._used.add(key)
            return True
        return False

    def add(self, key: str) -> None:
        """Keep that this was found sound."""
        if self._file:
            self._used.add(key)

    def save(self) -> None:
        """Write what is known now, without what nobody asked for; nothing where nothing changed.

        Only a build makes the cache: a command that refuses leaves no trace.
        """
        if self._file and self._used != self._known and self._file.parent.is_dir():
            kept.save(self._file, {"sound": sorted(self._used)})


class Late:
    """A pattern that is prepared when it is first asked: most builds ask none, as all texts are proved."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(self._pattern), name)
