"""Keys of rows and objects: digests by which a build knows what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, TypeVar

T = TypeVar("T")


def digest(parts: Iterable[bytes]) -> bytes:
    """Digest of keys, in their order."""
    return blake2b(b"\x00".join(parts), digest_size=16).digest()


def row_key(*read: Any) -> bytes:
    """Digest of rows: their lines and where they stand (edit links name the line)."""
    return blake2b(
        "\x00".join([f"{row.row_number},{row.line}" for row in read]).encode(), digest_size=16
    ).digest()


def grouped(items: Iterable[T], key: Callable[[T], str]) -> defaultdict[str, list[T]]:
    """Items by their key, each group in the order of the items."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def pick(cell: str, known: dict[str, T]) -> tuple[T, ...]:
    """What a list in one cell names, separated by semicolons."""
    return tuple(known[one] for one in cell.split(";")) if cell else ()
