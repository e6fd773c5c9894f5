"""Files that commands keep for the next time: each bears a digest of itself, and one in doubt counts as lost.

Nothing is believed because it is there: a cache may be cut short, garbled, copied from elsewhere or written by
another version. What is lost is made anew, so nobody has to be told.
"""

from __future__ import annotations

import json
import os
import stat
from hashlib import blake2b
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD = b'{"seal": "'
_SIZE = 16


def cache_of(root: Path, *parts: str) -> Path:
    """Where a portal keeps things for the next time, or a place in it; nothing need be there."""
    return root.joinpath(".cache", "rozcestnik", *parts)


def digest(raw: bytes) -> str:
    """Digest of the bytes of a file, as manifests write it."""
    return blake2b(raw, digest_size=12).hexdigest()


def signature(found: os.stat_result) -> str:
    """What a file looks like from outside. The time of the last change cannot be set back, as that of
    writing can (rsync -t), and a file that was replaced has another number."""
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"


def still(path: str, seal: str, seen: str) -> str:
    """The signature of a file whose bytes are still those of `seal`, "" where they are not.

    A file that looks as it did when it was `seen` is not read.
    """
    try:
        found = os.lstat(path)
        if (now := signature(found)) == seen:
            return now
        if stat.S_ISREG(found.st_mode) and digest(Path(path).read_bytes()) == seal:
            return now
    except OSError:
        pass
    return ""


def sealed(data: dict[str, Any]) -> bytes:
    """Data as JSON whose first value is a digest of the rest. `data` is not empty and has no "seal"."""
    body = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    return b"".join((_HEAD, blake2b(body, digest_size=_SIZE).hexdigest().encode(), b'", ', body[1:]))


def opened(raw: bytes) -> dict[str, Any]:
    """What was sealed; {} where the seal does not fit."""
    start = len(_HEAD) + 2 * _SIZE
    body = b"{" + raw[start + 3 :]
    if raw[:start] != _HEAD + blake2b(body, digest_size=_SIZE).hexdigest().encode():
        return {}
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def load(file: Path) -> dict[str, Any]:
    """Read what `save` wrote; {} where there is nothing, or something else."""
    try:
        return opened(file.read_bytes())
    except OSError:
        return {}


def save(file: Path, data: dict[str, Any]) -> None:
    """Write sealed data in one step. OSError where that is not possible."""
    write_whole(file, sealed(data))


def write_whole(file: Path, raw: bytes) -> None:
    """Write a file in one step, so that nobody sees a part of it. A folder in its place goes."""
    made_folder(file.parent)
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(raw)
        if file.is_dir() and not file.is_symlink():
            discard(file)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def save_bytes(file: Path, raw: bytes) -> None:
    """Keep a picture or document: its bytes, and behind them a digest of them and of the file's name."""
    write_whole(file, raw + _tail(file, raw))


def load_bytes(file: Path) -> bytes | None:
    """The bytes of a kept picture or document, None where there are none that fit their digest."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    raw, tail = raw[:-_SIZE], raw[-_SIZE:]
    return raw if raw and _tail(file, raw) == tail else None


def _tail(file: Path, raw: bytes) -> bytes:
    # With the name: the name says what a file is made from, and a renamed one is another.
    return blake2b(raw, digest_size=_SIZE, key=blake2b(file.name.encode()).digest()).digest()


def made_folder(path: Path) -> Path:
    """A folder of the cache, made where it is missing; a file in its place goes."""
    if not path.is_dir():
        discard(path)
        path.mkdir(parents=True, exist_ok=True)
    return path


def discard(path: Path) -> None:
    """Remove a file or folder of the cache, whatever stands there; nothing where nothing does."""
    if path.is_dir() and not path.is_symlink():
        import shutil  # with all its formats of archives, only where it is needed

        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def inside(path: object) -> bool:
    """Whether a path of a manifest stays in its folder: relative, with no way up. Others are never obeyed."""
    if not isinstance(path, str) or not path or path[0] == "/" or "\0" in path:
        return False
    return ".." not in path or ".." not in path.split("/")
