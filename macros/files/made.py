"""What a file to be made is: its path, the digest of all it is made from, and how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple


class Made(NamedTuple):
    """A file of the site beside its pages: its path, a digest of all it is made from, how it is made."""

    path: str
    key: bytes
    make: Callable[[], bytes]
    alone: bool = False
    """Whether the key is all that it depends on; else code, settings and code lists count too."""


def of_bytes(path: str, raw: bytes) -> Made:
    """A file whose bytes are at hand."""
    return Made(path, blake2b(raw, digest_size=16).digest(), partial(bytes, raw), alone=True)


def compact(value: Any) -> bytes:
    """JSON without spaces, the same at every build."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
