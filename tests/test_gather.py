"""MkDocs works in a process of its own; what happens there is known here."""

from __future__ import annotations

import os
import shutil
from importlib import metadata
from multiprocessing import Pipe
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from macros.entry.cli import app
from macros.files import installed
from macros.files.code import code_key
from macros.texts import bundle, gather
from macros.texts.bundle import Bundle
from tests.built import Built


def test_what_the_process_made_comes_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gather, "gather", lambda root, folder: Bundle(folder, {"": str(os.getpid())}))
    made = gather.gather_beside(tmp_path, tmp_path / "bundle")()
    assert made.folder == tmp_path / "bundle"
    assert made.shells[""] != str(os.getpid()), "made in this process"


@pytest.mark.parametrize("error", [Abort("Přerušeno."), KeyError("klíč"), SystemExit(3)])
def test_a_mistake_comes_back_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: BaseException
) -> None:
    def fail(root: Path, folder: Path) -> Bundle:
        raise error

    monkeypatch.setattr(gather, "gather", fail)
    with pytest.raises(type(error)) as caught:
        gather.gather_beside(tmp_path, tmp_path)()
    assert str(caught.value) == str(error)
    assert "in fail" in "".join(caught.value.__notes__), "where it was is lost"


def test_a_process_that_dies_is_no_riddle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gather, "gather", lambda root, folder: os._exit(7))
    with pytest.raises(ChildProcessError, match="code 7"):
        gather.gather_beside(tmp_path, tmp_path)()


def test_a_mistake_that_no_pipe_can_carry_still_ends_the_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Local(Exception):
        pass

    def fail(root: Path, folder: Path) -> Bundle:
        raise Local("řekni to")

    monkeypatch.setattr(gather, "gather", fail)
    with pytest.raises(RuntimeError, match="řekni to"):
        gather.gather_beside(tmp_path, tmp_path)()


def test_without_fork_it_is_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gather, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(gather, "gather", lambda root, folder: Bundle(folder, {"": str(os.getpid())}))
    assert gather.gather_beside(tmp_path, tmp_path)().shells[""] == str(os.getpid())


def test_a_stopped_run_leaves_no_bundle_that_looks_whole(
    portal: Path, mini: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text changes, MkDocs is stopped after it has removed its folder, the text is changed back."""
    shutil.copytree(mini.root / ".cache", portal / ".cache")
    kept = portal / ".cache" / "rozcestnik" / "bundle.json"
    text = portal / "catalogue" / "pristupnost.md"
    whole = text.read_text(encoding="utf-8")
    text.write_text(whole + "\nZměna.\n", encoding="utf-8")
    monkeypatch.setattr(gather, "gather", lambda root, folder: os._exit(9))
    assert CliRunner().invoke(app, ["build", "--root", str(portal), "-q"]).exit_code != 0
    text.write_text(whole, encoding="utf-8")
    key = bundle.prose_key(portal, code_key())
    assert bundle.load_bundle(kept, kept.with_name("bundle"), key) is None


def test_versions_are_those_that_python_knows() -> None:
    for package in (
        "mkdocs",
        "mkdocs-material",
        "Jinja2",
        "mkdocs_macros_plugin",
        "typst",
        "folium",
        "XlsxWriter",
    ):
        assert installed.version(package) == metadata.version(package)
    with pytest.raises(metadata.PackageNotFoundError):
        installed.version("balicek-ktery-neni")


def test_the_process_says_nothing_where_nobody_reads_any_more(tmp_path: Path) -> None:
    """A mistake in the data stops a build while MkDocs still works; its traceback would hide the report."""
    receiver, sender = Pipe(duplex=False)
    gather._send(receiver, sender, tmp_path / "no-portal", tmp_path / "bundle")
