"""Fixtures that several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests import built, portals

# How long one example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Portals of the tests are nobody's branch, whoever's branch the tests run for.
for _name in ("GITHUB_EVENT_NAME", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID"):
    os.environ.pop(_name, None)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The miniature site, put together in a folder of its own, free to be broken."""
    return portals.portal(tmp_path / "portal")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> built.Built:
    """The real site, built once for all tests. Look, do not touch."""
    folder = tmp_path_factory.mktemp("real")
    return built.built(built.real_portal(folder / "portal"), folder / "site", PYTHONHASHSEED="1")


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> built.Built:
    """The miniature site, built once for all tests. Look, do not touch."""
    folder = tmp_path_factory.mktemp("mini")
    return built.built(portals.portal(folder / "portal"), folder / "site")
