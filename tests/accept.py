"""Accepts what the project says now: python -m tests.accept

Rewrites expected.txt of every broken case and the descriptors of the miniature site. Look at the
difference before you commit it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from macros.problems import report
from tests import portals


def main() -> None:
    """Write what the tests will expect from now on; name each file that changed."""
    portals.copy_descriptors(portals.FIXTURE)
    for path in sorted(portals.BROKEN.glob("*/case.yml")):
        with tempfile.TemporaryDirectory() as folder:
            text = report(portals.problems_of(portals.broken(path.parent.name, Path(folder)))) + "\n"
        expected = path.with_name("expected.txt")
        if not expected.is_file() or expected.read_text(encoding="utf-8") != text:
            expected.write_text(text, encoding="utf-8")
            print(expected.relative_to(portals.ROOT))


if __name__ == "__main__":
    main()
