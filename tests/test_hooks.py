"""The events of MkDocs: a live preview watches our own templates, wherever the package lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import macros
from macros.entry.hooks import RozcestnikPlugin, _stands_alone

ROOT = Path(__file__).parent.parent


class Server:
    """What MkDocs gives to plugins before it serves."""

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(path)


def test_serving_watches_the_package_itself() -> None:
    server: Any = Server()
    config: Any = None
    assert RozcestnikPlugin().on_serve(server, config=config, builder=None) is server
    assert [Path(one) for one in server.watched] == [Path(macros.__file__).parent]


def test_settings_watch_only_folders_that_every_portal_has() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (watched,) = [part for part in text.split("\n\n") if part.startswith("watch:")]
    assert yaml.safe_load(watched)["watch"] == ["data_packages", "overrides", "strategy"]


def test_stock_theme_is_looked_through_only_where_a_template_asks_for_it(tmp_path: Path) -> None:
    assert _stands_alone(ROOT / "overrides")
    (tmp_path / "main.html").write_text('{%- extends "base.html" %}', encoding="utf-8")
    assert not _stands_alone(tmp_path)
