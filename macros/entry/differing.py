"""The whole story of `rozcestnik diff`: both states are opened, compared, and linked to count what it does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.compare import words
from macros.compare.comparing import Effect
from macros.compare.saying import Comparison, compare
from macros.compare.sides import Side, sides
from macros.data.steps import guide_steps
from macros.link import link
from macros.model.site import Site
from macros.portal import SUBJECTS, all_pages
from macros.words.czech import counted


def difference(root: Path, asked: tuple[str, ...]) -> Comparison:
    """Compare two states of a portal. `NoSide` where one is not there; bad data are said, never raised."""
    known = [one.comparing for one in SUBJECTS if one.comparing]
    with tempfile.TemporaryDirectory() as folder:
        both = sides(root, asked, Path(folder))
        found = compare(both, known)
        if not any(one.change for one in found.told):
            return found
        linked = [_linked(side) for side in (both.before, both.after)]
        if linked[0] is None or linked[1] is None:
            return replace(found, notes=(*found.notes, (words.UNKNOWN_EFFECTS,)))
        before, after = linked[0], linked[1]
        effects = list(_pages(before, after))
        for each in known:
            effects += each.effects(before, after) if each.effects else ()
        if not any(one.danger for one in effects):
            effects.append(Effect((words.NOBODY_GONE,)))
        return replace(found, effects=tuple(effects))


def _linked(side: Side) -> Site | None:
    """The linked portal; None where its data are not sound.

    Rows count as if all stood in the first line: pages whose edit link alone names another line do not change for people.
    """
    if not side.sound:
        return None
    tables = {
        key: replace(table, row_numbers=[0] * len(table.row_numbers)) for key, table in side.tables.items()
    }
    try:
        return link(side.root, side.settings, side.packages, tables, guide_steps(side.root))
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError):
        # Rules across tables were not asked, they take seconds: a reference to nothing shows here as such an error.
        return None


def _pages(before: Site, after: Site) -> Iterator[Effect]:
    was, now = ({page.url: page.key(site, b"") for page in all_pages(site)} for site in (before, after))
    changed = sum(was[url] != now[url] for url in was.keys() & now.keys())
    numbers = (changed, len(now.keys() - was.keys()), len(was.keys() - now.keys()))
    for number, forms in zip(numbers, words.PAGES, strict=True):
        if number:
            yield Effect((counted(number, *forms),))
    if not any(numbers):
        yield Effect((words.NO_PAGE,))
