"""The live preview: what changed shows, mistakes show in the page until they are mended, and little work is done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from macros.data.problems import BadData, problem, report
from macros.entry import preview
from macros.entry.preview import Preview
from macros.publish import style
from macros.publish.offline import WORKER
from tests import portals
from tests.built import Built

SERVICES = "data_packages/services/data/services.csv"
PAGE = "/sluzby/klub-priklad-cheb/"
SOUND = "200 OK"


class Live:
    """A preview as `mkdocs serve` leads it, without sockets and clocks."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out, self.gathered = root, out, 0
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        plugin: Any = config.plugins["rozcestnik"]
        self.close = config.plugins.on_shutdown
        self.preview: Preview = plugin.preview
        self.epochs = 0
        self.server = SimpleNamespace(
            builder=None,
            build_delay=1.0,
            mount_path="/",
            serve_request=self._serve,
            set_app=lambda app: setattr(self, "app", app),
            _epoch_cond=threading.Condition(),
            _visible_epoch=0,
            _wanted_epoch=0,
            _inject_js_into_html=lambda page, epoch: page + b"<script>livereload()</script>",
        )
        self.preview.take_over(self.server, self._mkdocs)

    def _config(self) -> Any:
        return load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.out))

    def _mkdocs(self) -> None:
        self.gathered += 1
        build(self._config())

    def _serve(self, environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        path = self.out / environ["PATH_INFO"].lstrip("/")
        path = path / "index.html" if environ["PATH_INFO"].endswith("/") else path
        start(SOUND if path.is_file() else "404 Not Found", [])
        return [path.read_bytes() if path.is_file() else b""]

    def saved(self) -> bool:
        """What the server does when it hears of a change; whether browsers are told to load anew."""
        self.epochs += 1
        self.server._wanted_epoch = self.epochs
        self.server.builder()
        told = self.server._wanted_epoch == self.epochs
        self.server._visible_epoch = self.server._wanted_epoch
        return told

    def get(self, path: str) -> tuple[str, str]:
        """Status and text."""
        status: list[str] = []
        app: Any = self.app  # type: ignore[attr-defined]
        raw = b"".join(app({"PATH_INFO": path}, lambda said, heads: status.append(said)))
        return status[0], raw.decode("utf-8", "replace")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def live(portal: Path, tmp_path: Path) -> Iterator[Live]:
    made = Live(portal, tmp_path / "out")
    yield made
    made.close()


def test_a_changed_cell_shows_without_mkdocs_and_only_what_is_asked_for_is_made(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (live.out / "sluzby").exists(), "nobody has asked"
    assert live.get(PAGE)[0] == SOUND
    written: list[str] = []
    whole = preview.write

    def noted(folder: Path, targets: Any, *rest: Any) -> Any:
        written.extend(one.path for one in targets)
        return whole(folder, targets, *rest)

    monkeypatch.setattr(preview, "write", noted)
    live.change(SERVICES, "Klub Příklad Cheb", "Klub Případ Cheb")
    assert live.saved()
    assert "Klub Případ Cheb" in live.get(PAGE)[1]
    assert live.gathered == 0
    assert written.count("sluzby/klub-priklad-cheb/index.html") == 1
    assert live.get(PAGE)[0] == SOUND
    assert written.count("sluzby/klub-priklad-cheb/index.html") == 1, "made once"
    assert len([one for one in written if one.startswith("sluzby/")]) == 1


def test_a_change_that_is_none_tells_no_browser(live: Live) -> None:
    assert not live.saved()
    live.change(SERVICES, "Klub Příklad Cheb", "Klub Případ Cheb")
    assert live.saved()
    assert not live.saved()


def test_a_text_needs_mkdocs_and_a_style_does_not(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    live.change("catalogue/pristupnost.md", "# ", "# Nový nadpis ")
    assert live.saved()
    assert "Nový nadpis" in live.get("/pristupnost/")[1]
    assert live.gathered == 1
    folder = live.root / "vzhled"
    preview.shutil.copytree(portals.ROOT / "overrides", folder)
    live.change(
        "mkdocs.yml", f"custom_dir: {(portals.ROOT / 'overrides').as_posix()}", f"custom_dir: {folder}"
    )
    live.saved()
    assert live.gathered == 2
    style = next(iter(sorted((folder / "assets").rglob("*.css"))))
    style.write_text(style.read_text(encoding="utf-8") + "/* jiný */", encoding="utf-8")
    assert live.saved()
    assert "/* jiný */" in live.get("/" + style.relative_to(folder).as_posix())[1]
    assert live.gathered == 2
    (folder / "assets/css/nový.css").write_text("p {}", encoding="utf-8")
    live.saved()
    assert live.gathered == 3


def test_a_style_of_a_subject_shows_and_no_page_is_made_again(
    live: Live, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = tmp_path / "macros"
    ignore = preview.shutil.ignore_patterns("__pycache__")
    preview.shutil.copytree(portals.ROOT / "macros", code, ignore=ignore)
    for module in (preview, style):
        monkeypatch.setattr(module, "CODE", code)
    live.saved()
    assert live.get(PAGE)[0] == SOUND
    made = (live.out / PAGE.strip("/") / "index.html").stat().st_mtime_ns
    file = code / "subjects" / "coverage" / "coverage.css"
    file.write_text(file.read_text(encoding="utf-8") + "\n.nové {\n  color: red;\n}\n", encoding="utf-8")
    assert live.saved()
    assert ".nové{color:red}" in live.get("/assets/css/site.css")[1]
    assert live.get(PAGE)[0] == SOUND
    assert (live.out / PAGE.strip("/") / "index.html").stat().st_mtime_ns == made
    assert live.gathered == 0


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SERVICES, "klub-priklad-cheb,", "Klub-priklad-cheb,"),
        (SERVICES, "id,", "idd,"),
        ("catalogue/pristupnost.md", "# ", "{{ cuont() }} # "),
        ("catalogue/pristupnost.md", "# ", "<script>alert(1)</script>\n\n# "),
        ("mkdocs.yml", "regions:", "regiony:"),
        ("mkdocs.yml", "site_name:", "site_name: ["),
    ],
)
def test_a_mistake_shows_in_the_page_until_it_is_mended(live: Live, file: str, old: str, new: str) -> None:
    live.change(file, old, new)
    assert live.saved()
    status, page = live.get(PAGE)
    assert status == "500 Internal Server Error"
    said = report([one for one in portals.problems_of(live.root) if not one.warning])
    shown = preview.escape(preview.printable(said))
    if file == SERVICES:
        assert shown in page, "the words of `check`"
    assert file in page
    assert "Jak opravit" in page
    assert "livereload()" in page, "it comes right by itself"
    assert "alert(1)</script>" not in page
    assert live.get("/livereload/1/1")[0] != status
    live.change(file, new, old)
    assert live.saved()
    assert live.get(PAGE)[0] == SOUND
    assert live.get("/pristupnost/")[0] == SOUND


def test_a_template_with_a_mistake_is_said_where_it_is_asked_for(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: Any) -> Any:
        raise BadData([problem("x.html", 0, "", "fault-full")])

    live.change(SERVICES, "Klub Příklad Cheb", "Klub Případ Cheb")
    live.saved()
    monkeypatch.setattr(preview, "write", broken)
    assert live.get(PAGE)[0].startswith("500")
    monkeypatch.undo()
    assert live.get(PAGE)[0] == SOUND


def test_all_files_of_a_preview_are_those_of_a_build(live: Live, mini: Built) -> None:
    for path in list(live.preview._targets):
        live.preview.bring(path)
    there = {one.relative_to(live.out).as_posix() for one in live.out.rglob("*") if one.is_file()}
    # A service worker would show old pages while new ones are made.
    assert there == {one for one in mini.files if not one.startswith(".rozcestnik/")} - {WORKER}


def test_a_page_that_is_no_more_leaves_a_preview(live: Live) -> None:
    old, new = "sluzby/klub-priklad/", "sluzby/klub-davny/"
    assert live.get(f"/{old}")[0] == SOUND and (live.out / old / "index.html").exists()
    live.change("data_packages/codelists/data/redirects.csv", f"{old},", f"{new},")
    assert live.saved()
    assert not (live.out / old / "index.html").exists()
    assert live.get(f"/{new}")[0] == SOUND and (live.out / new / "index.html").exists()
