"""What a file to be made is: its path, the digest of all it is made from, and how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Made(NamedTuple):
    """A file for the scripts of the site: its path, a digest of all it is made from, how it is made."""

    path: str
    key: bytes
    make: Callable[[], bytes]


def compact(value: Any) -> bytes:
    """JSON without spaces, the same at every build."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
