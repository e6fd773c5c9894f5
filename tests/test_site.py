"""The whole miniature site is what it was when somebody last looked at it."""

from __future__ import annotations

import difflib

from tests.built import Built
from tests.portrait import EXPECTED, portrait

ACCEPT = "Look at the difference. If it is right: python -m tests.accept"


def test_miniature_site_is_as_expected(mini: Built) -> None:
    found = portrait(mini)
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8")
        for path in EXPECTED.rglob("*")
        if path.is_file()
    }
    changed = [
        path for path in sorted(found.keys() | expected.keys()) if found.get(path) != expected.get(path)
    ]
    lines: list[str] = []
    for path in changed:
        before, after = (texts.get(path, "").splitlines() for texts in (expected, found))
        lines += difflib.unified_diff(before, after, f"expected/site/{path}", "now", lineterm="", n=1)
    shown = "\n".join(line[:300] for line in lines[:80])
    assert not changed, f"{len(changed)} files differ: {', '.join(changed[:20])}\n{shown}\n{ACCEPT}"


def test_only_secrets_differ_from_the_published_tables(mini: Built) -> None:
    """What is not kept as text is the package's own file."""
    own = {path for path in portrait(mini) if path.startswith("data/") and not path.endswith(".txt")}
    told = ("areas", "contacts", "hours", "places", "services")
    assert own <= {f"data/services/data/{one}.csv" for one in told} | {
        "data/indicators/data/observations.csv",
        *(f"data/capacity/data/{one}.csv" for one in ("outcome_results", "report_clients", "reports")),
    }
