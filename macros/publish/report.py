"""What `rozcestnik build` says when it is done; kept for the next build, which may find that nothing changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from macros.data.characters import printable
from macros.publish.unchanged import HOLE, Look
from macros.words.czech import plural

if TYPE_CHECKING:
    from macros.load import Loaded
    from macros.publish.targets import Summary


def report(loaded: Loaded, summary: Summary, out: Path, changed: tuple[int, int]) -> list[str]:
    """Lines for people; `changed` are the numbers of files written and removed. `HOLE` stands for the seconds."""
    lines = []
    if loaded.warnings:
        words = plural(len(loaded.warnings), "upozornění", "upozornění", "upozornění")
        lines.append(f"Data mají {words}; vypíše je rozcestnik check.")
    said = plural(summary.pages, "stránka", "stránky", "stránek")
    lines.append(
        f"Hotovo za {HOLE} s: {said}, {plural(summary.files, 'soubor', 'soubory', 'souborů')}, "
        f"z toho {changed[0]} zapsáno a {changed[1]} odstraněno."
    )
    if unbound := summary.unmade.get("sheets"):
        words = plural(unbound, "sešit", "sešity", "sešitů")
        lines.append(f"{words} tabulek se musí vyrobit: rozcestnik sheets, pak znovu build")
    if (
        unprinted := sum(summary.unmade.get(one, 0) for one in ("leaflets", "notices"))
    ) and loaded.site.settings.leaflets:
        words = plural(unprinted, "leták", "letáky", "letáků")
        lines.append(f"{words} a kartiček se musí vyrobit: rozcestnik leaflets")
    lines.append(f"Web je ve složce {out}")
    lines.append(
        f"Prohlédnete si ho takto: python3 -m http.server --directory {out} 8000, pak http://localhost:8000/"
    )
    return [printable(one) for one in lines]


def keep(look: Look, asked: Path | None, loaded: Loaded, summary: Summary, out: Path) -> None:
    """Keep what the next build has to say if nothing changes until then. OSError where that is not possible."""
    # The rule about what was published looks at the site as it was before: it will have other words.
    if any(one.rule == "small-count-built" for one in loaded.warnings):
        return
    lines = report(loaded, summary, out, (0, 0))
    own = look.root / loaded.site.settings.site_dir
    look.keep(str(asked or ""), asked or own, own, summary.entries, lines)
