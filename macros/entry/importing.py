"""How every import goes: the lock, the data, what the import changes, what the rules say, and writing all or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from macros.check import Data
from macros.check import run as asked
from macros.data import edit
from macros.data.confidential import hush
from macros.data.edit import Unfit
from macros.data.packages import explain, read_all
from macros.data.problems import BadData, Problem
from macros.imports import words
from macros.imports.road import Ground, Import, Plan, Refused
from macros.load import guard, link_site
from macros.portal import CHECKS
from macros.publish.lock import alone
from macros.words.czech import number

Say = Callable[[str], None]


def run(
    road: Import[Any],
    root: Path,
    file: Path,
    options: Mapping[str, Any] | None = None,
    *,
    dry_run: bool = False,
    say: Say,
    complain: Say,
) -> bool:
    """Take a file of others into a portal; return whether that went well. OSError where the disk says no.

    `say` gets what changes, `complain` what is wrong; whatever is, nothing is written then.
    """
    started = time.perf_counter()
    try:
        with alone(root):
            ground = opened(root)
            plan = road.plan(file, ground, options or {})
            if found := problems(plan, ground):
                raise BadData(found)
            _finish(plan, ground, dry_run, say, started)
    except (BadData, Refused, Unfit) as error:
        complain(str(error))
        complain(words.REFUSED)
        return False
    except OSError:
        complain(words.REFUSED)
        raise
    return True


def opened(root: Path) -> Ground:
    """Read, check and link a portal. `BadData` where it is not sound: nothing is built upon mistakes."""
    settings = guard(root)
    packages, tables, found = read_all(root)
    loaded = link_site(root, settings, packages, tables, found)
    return Ground(root, settings, packages, tables, loaded.site, loaded.steps)


def problems(plan: Plan, ground: Ground) -> list[Problem]:
    """What schemas and rules have against the tables as they will be, said where the person can mend it.

    The portal was sound, so every error is new.
    """
    if plan.edit is None or not plan.edit.files():
        return []
    now, packages = plan.edit.tables(), ground.packages
    found: list[Problem] = []
    for (package, _), table in now.items():
        if table is not ground.tables.get((package, table.name)):
            found += table.problems
            if not table.sound:
                found += explain(packages[package], [table])
    found = hush(found, now)
    found += asked(Data(ground.root, packages, now, ground.settings, ground.steps), CHECKS)
    return sorted({plan.place(problem, now) for problem in found if not problem.warning})


def _finish(plan: Plan, ground: Ground, dry_run: bool, say: Say, started: float) -> None:
    """Show what changes, and write it unless this is a trial."""
    files = dict(plan.files) | (plan.edit.files() if plan.edit else {})
    said = plan.said if plan.said is not None else _told(plan)
    if said:
        say("\n".join(said))
    if all(_is_there(ground.root / file, raw) for file, raw in files.items()):
        say(plan.same)
    elif dry_run:
        say(words.TRIED)
    else:
        for file in edit.write(ground.root, files):
            say(words.WRITTEN.format(file))
        if plan.then:
            say(plan.then.replace("{seconds}", number(round(time.perf_counter() - started, 1))))


def _told(plan: Plan) -> list[str]:
    if plan.edit is None or not (changes := plan.edit.changes()):
        return []
    return [*plan.edit.told(), f"{edit.counted(changes)}."]


def _is_there(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw
