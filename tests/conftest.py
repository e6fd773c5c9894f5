"""Fixtures that several test files share."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import built, portals

# How long one example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Portals of the tests are written and thrown away by thousands: in memory, where there is a place for them.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2_000_000_000:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# Portals of the tests are nobody's branch, whoever's branch the tests run for; and a build in a CI always looks closer.
for _name in ("CI", "GITHUB_EVENT_NAME", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID"):
    os.environ.pop(_name, None)

Shared = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The miniature site, put together in a folder of its own, free to be broken."""
    return portals.portal(tmp_path / "portal")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Makes a folder by its name, once for all processes that test."""
    base = tmp_path_factory.getbasetemp()
    return partial(_made_once, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def _made_once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    folder, done = base / f"all-{name}", base / f"all-{name}.done"
    with (base / f"all-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            # What another process could not make stands there half: this one then fails as well, with words.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def real(shared: Shared) -> built.Built:
    """The real site, built once for all tests. Look, do not touch."""

    def make(folder: Path) -> None:
        built.build(built.real_portal(folder / "portal"), folder / "site", PYTHONHASHSEED="1")

    return built.found(shared("real", make))


@pytest.fixture(scope="session")
def mini(shared: Shared) -> built.Built:
    """The miniature site, built once for all tests. Look, do not touch."""

    def make(folder: Path) -> None:
        built.build(portals.portal(folder / "portal"), folder / "site")

    return built.found(shared("mini", make))


# Several processes ------------------------------------------------------------------------------------

LONG = (
    "test_no_cell_leaves_a_page_stale",
    "test_leaflets.py",
    "browser/",
    "test_placing.py",
    "test_publish.py",
    "test_confidential.py",
    "test_broken.py",
    "test_checks.py",
)
"""What takes long comes first, so that no process is left with it when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first; the tests of a file stay together, as they share what it makes."""
    items.sort(key=lambda item: next((at for at, one in enumerate(LONG) if one in item.nodeid), len(LONG)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each process takes neighbouring tests, and from another what is left: a file is seldom torn apart."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """A build in this process switches the search for cycles off and freezes what there is: not for the next test."""
    yield
    gc.unfreeze()
    gc.enable()
