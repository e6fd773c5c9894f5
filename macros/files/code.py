"""Where our code lies, and the digest of it: what any code has made is made anew when the code changes."""

from __future__ import annotations

import os
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
    for name in below(CODE, ".py", ".html"):
        with open(f"{CODE}/{name}", "rb", 0) as file:  # noqa: PTH123 (a Path a file costs more)
            digest.update(b"%b\0%b\0" % (name.encode(), file.read()))
    return digest.digest()


def below(folder: str | Path, *endings: str) -> list[str]:
    """Paths of the files below a folder that have one of some endings, relative to it, in order."""
    # Not rglob: every rebuild walks here, and a Path for each file costs more than to read it.
    top, found = os.fspath(folder), list[str]()
    for place, _, names in os.walk(top):
        base = f"{place[len(top) + 1 :]}/" if len(place) > len(top) else ""
        found += [base + name for name in names if not endings or name.endswith(endings)]
    return sorted(found)
