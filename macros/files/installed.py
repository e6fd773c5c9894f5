"""Versions of installed packages, for the keys of what a build keeps.

Read off the names of their folders ("jinja2-3.1.6.dist-info"): importing importlib.metadata, which reads what is
inside, costs a twentieth of a rebuild.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache


def version(package: str) -> str:
    """Version of a package in the environment. PackageNotFoundError where it is not installed."""
    known = _versions()
    name = _normal(package)
    if name in known:
        return known[name]
    from importlib.metadata import version as told

    return told(package)


def installed() -> list[str]:
    """A line for each installed package: where, which version, and what the folder that says so looks like."""
    found: list[str] = []
    for folder in sys.path:
        try:
            entries = [one for one in os.scandir(folder or ".") if one.name.endswith(".dist-info")]
        except OSError:
            continue
        found += [f"{one.path} {one.inode()} {one.stat().st_ctime_ns}" for one in entries]
    return sorted(found)


@cache
def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = sorted(one.name for one in os.scandir(folder or "."))
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                package, _, number = name.removesuffix(".dist-info").partition("-")
                found.setdefault(_normal(package), number)
    return found


def _normal(name: str) -> str:
    """The spelling by which names of packages are compared."""
    return re.sub(r"[-_.]+", "_", name).lower()
