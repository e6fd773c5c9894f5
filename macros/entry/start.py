"""Entry point of the console script: a build in plain words begins before the commands are imported.

One that would change nothing ends before anything else is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Run the command line."""
    asked = plain_build(sys.argv[1:])
    if asked is None or os.environ.get("CI") or not (asked[0] / "mkdocs.yml").is_file():
        from macros.entry.cli import app

        app()
        return
    root, out, quiet = asked
    lines = _nothing(root, out)
    if lines is None:
        _build(root, out, quiet)
        return
    _quietly_ended(lambda: print(*([] if quiet else lines), sep="\n", end="" if quiet else "\n", flush=True))


def _nothing(root: Path, out: str) -> list[str] | None:
    """What a build has to say that would change nothing; None for others, and in doubt."""
    from macros.publish.unchanged import Look, looked

    try:
        look = Look(root)
    except OSError:
        return None
    lines = look.report(out)
    if lines is None:
        looked(look)
    return lines


def _build(root: Path, out: str, quiet: bool) -> None:
    from macros.data.faults import told
    from macros.entry.building import build

    with told():
        _quietly_ended(lambda: build(root, Path(out) if out else None, quiet))


def _quietly_ended(work: Callable[[], None]) -> None:
    """End as commands do where nobody reads any more, or where somebody stops the work."""
    try:
        work()
    except BrokenPipeError:
        sys.stdout = None  # nothing more can be said, not even at the end
        sys.exit(1)
    except KeyboardInterrupt:
        from macros.data.wording import STOPPED

        print(f"\n{STOPPED}", file=sys.stderr)
        sys.exit(1)


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
