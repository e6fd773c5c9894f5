"""Where our code lies, and the digest of it: what any code has made is made anew when the code changes."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from macros.files.installed import version

CODE = Path(__file__).parents[1]
"""The folder of the package."""


@cache
def code_key() -> bytes:
    """Digest of our code and templates and of the versions that can change their output."""
    digest = blake2b(digest_size=16)
    digest.update(f"{sys.version_info[:2]} {version('jinja2')}".encode())
    for path in sorted([*CODE.rglob("*.py"), *CODE.rglob("*.html")]):
        digest.update(path.relative_to(CODE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()
