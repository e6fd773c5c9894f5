"""Accepts what the project says now: python -m tests.accept

Rewrites expected.txt of every broken case, the descriptors of the miniature site and its expected pages.
Look at the difference before you commit it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from macros.data.problems import report
from tests import built, portals
from tests.portrait import EXPECTED, portrait


def main() -> None:
    """Write what the tests will expect from now on; name each file that changed."""
    portals.copy_descriptors(portals.FIXTURE)
    for path in sorted(portals.BROKEN.glob("*/case.yml")):
        with tempfile.TemporaryDirectory() as folder:
            text = report(portals.problems_of(portals.broken(path.parent.name, Path(folder)))) + "\n"
        write(path.with_name("expected.txt"), text)
    with tempfile.TemporaryDirectory() as folder:
        root = portals.portal(Path(folder) / "portal")
        texts = portrait(built.built(root, Path(folder) / "site"))
    for old in EXPECTED.rglob("*"):
        if old.is_file() and old.relative_to(EXPECTED).as_posix() not in texts:
            old.unlink()
            print(f"{old.relative_to(portals.ROOT)} (gone)")
    for name, text in texts.items():
        write(EXPECTED / name, text)


def write(expected: Path, text: str) -> None:
    """Write a file and name it where it says something new."""
    if not expected.is_file() or expected.read_text(encoding="utf-8") != text:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(text, encoding="utf-8")
        print(expected.relative_to(portals.ROOT))


if __name__ == "__main__":
    main()
