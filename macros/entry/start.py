"""Entry point of the console script: a build that would change nothing ends before the commands are imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line."""
    lines = _nothing(sys.argv[1:])
    if lines is None:
        from macros.entry.cli import app

        app()
        return
    try:
        print(*lines, sep="\n", end="\n" if lines else "", flush=True)
    except BrokenPipeError:
        sys.stdout = None  # nothing more can be said, not even at the end
        sys.exit(1)


def _nothing(words: list[str]) -> list[str] | None:
    """What a build has to say that would change nothing; None for other commands, other builds, and in doubt."""
    asked = plain_build(words)
    if asked is None or os.environ.get("CI"):
        return None
    from macros.publish.unchanged import Look, looked

    root, out, quiet = asked
    if not (root / "mkdocs.yml").is_file():
        return None
    try:
        look = Look(root)
    except OSError:
        return None
    lines = look.report(out)
    if lines is None:
        looked(look)
        return None
    return [] if quiet else lines


def plain_build(words: list[str]) -> tuple[Path, str, bool] | None:
    """Root, folder of the site ("" for that of mkdocs.yml) and whether to be quiet, of `build` in plain words.

    None for all that only the library of commands understands, be it right or wrong.
    """
    if words[:1] != ["build"]:
        return None
    root, out, quiet, rest = ".", "", False, iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word in ("-q", "--quiet"):
            quiet = True
        elif name in ("--root", "--out"):
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None
            root, out = (value, out) if name == "--root" else (root, value)
        else:
            return None
    return Path(root), out, quiet
