"""Nothing of others is removed, nothing is half done: what a build may touch, and what a stopped one leaves."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.data.faults import fault
from macros.data.paths import refused
from macros.data.problems import BadData
from macros.data.settings import Settings
from macros.entry.cli import app
from macros.files import kept
from macros.files.code import code_key
from macros.publish import lock, placing, site_folder, twin
from macros.publish import story as publish
from macros.publish.site_folder import LIST, WORK
from macros.publish.writing import Target
from macros.subjects.catalogue.model import Catalogue
from macros.texts import bundle
from tests import built
from tests.built import COMMAND, Built, differences, read
from tests.test_publish import SERVICES, builds, change, forget, invoke

SETTINGS = Settings(name="Malý", site_url="https://maly.test/")


@pytest.fixture
def live(portal: Path, mini: Built) -> Path:
    """The miniature portal with its site already built, together with what the build remembers."""
    shutil.copytree(mini.root / ".cache", portal / ".cache")
    builds(portal)
    return portal


# A site of a few files, built by the same steps as a real one -----------------------------------------


def small(root: Path, files: dict[str, str], settings: Settings = SETTINGS, out: Path | None = None) -> None:
    """Build a site of these files into `root / "site"`."""
    root.mkdir(exist_ok=True)
    out = out or root / "site"
    site_folder.refuse(root, out)
    placing.recover(out)
    folder = site_folder.site_folder(root, settings, out)
    targets = [Target(path, seal(text), text.encode) for path, text in files.items()]
    paths = {*files, "sw.js"}
    worker = Target("sw.js", seal(repr(files)), repr(files).encode)
    work = publish._planned(folder, targets, paths)
    entries = publish._bring(folder, work, paths, lambda _: worker, 1, None)
    folder.remember({path: one for path, one in folder.entries.items() if path in {*paths, LIST}} | entries)


def seal(text: str) -> str:
    return blake2b(text.encode()).hexdigest()


def site_of(root: Path) -> dict[str, str]:
    """The files of a small site, without our own folder."""
    return {path: raw.decode() for path, raw in read(root / "site").items() if not path.startswith(WORK)}


def left(root: Path) -> list[str]:
    """What lies in the folder of a small portal beside the twin, which is the site's equal where there is one."""
    pair = placing.twin_of(root / "site")
    if pair.exists():
        assert read(pair) == read(root / "site")
    return sorted(path.name for path in root.iterdir() if path != pair)


FILES = {f"{one}/index.html": one for one in "abcdefgh"} | {"index.html": "home"}
CHANGES = {
    "one": FILES | {"a/index.html": "new"},
    "a third, and some gone": {
        **{path: text for path, text in FILES.items() if path[0] not in "gh"},
        "b/index.html": "new",
        "new/deep/index.html": "new",
        "c/index.html": "new",
    },
    "all": {path: text + "!" for path, text in FILES.items()} | {"new/index.html": "new"},
    "a file becomes a folder": {**FILES, "x/index.html": "x", "data/index.html": "new"},
    "a folder becomes a file": {**{p: t for p, t in FILES.items() if p[0] != "a"}, "a": "new"},
}


def with_data(files: dict[str, str]) -> dict[str, str]:
    return files | {"data": "a file"}


@pytest.fixture(params=[0, 1])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small changes once with links and a swap, once by moves."""
    monkeypatch.setattr(publish, "MANY", request.param)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("foreign", [False, True])
def test_whatever_changes_the_site_is_as_if_built_anew(tmp_path: Path, kind: str, foreign: bool) -> None:
    old = with_data(FILES) if "becomes a folder" in kind else FILES
    small(tmp_path / "one", old)
    if foreign:
        (tmp_path / "one/site/CNAME").write_text("maly.test")
    small(tmp_path / "one", CHANGES[kind])
    small(tmp_path / "two", CHANGES[kind])
    (tmp_path / "one/site/CNAME").unlink(missing_ok=True)
    assert read(tmp_path / "one/site") == read(tmp_path / "two/site")
    assert left(tmp_path / "one") == [".cache", "site"]


class Killer:
    """Ends this process, as SIGKILL does, at the n-th thing that it does to the disk."""

    def __init__(self, at: int) -> None:
        self.left = at

    def arm(self) -> None:
        for name in ("rename", "replace", "unlink", "mkdir", "rmdir"):
            real = getattr(Path, name)
            setattr(Path, name, self._counting(real))

    def _counting(self, real: Callable[..., object]) -> Callable[..., object]:
        def act(*args: object, **options: object) -> object:
            if self.left == 0:
                os._exit(9)
            self.left -= 1
            return real(*args, **options)

        return act


def killed(at: int, work: Callable[[], None]) -> bool:
    """Do something in a process that is killed at its `at`-th step; False when it had not as many."""
    child = os.fork()
    if child == 0:
        try:
            Killer(at).arm()
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("foreign", [False, True])
def test_killed_at_any_step_the_next_command_finds_the_old_site_or_the_new_one(
    tmp_path: Path, kind: str, foreign: bool
) -> None:
    old = with_data(FILES) if "becomes a folder" in kind else FILES
    small(tmp_path / "start", old)
    if foreign:
        (tmp_path / "start/site/CNAME").write_text("maly.test")
        (tmp_path / "start/site/.git/objects").mkdir(parents=True)
        (tmp_path / "start/site/.git/objects/1").write_text("object")
    before = site_of(tmp_path / "start")
    shutil.copytree(tmp_path / "start", tmp_path / "whole", symlinks=True)
    small(tmp_path / "whole", CHANGES[kind])
    after = site_of(tmp_path / "whole")
    at = 0
    while True:
        root = tmp_path / f"killed {at}"
        (tmp_path / "start").rename(root)
        if not killed(at, lambda root=root: small(root, CHANGES[kind])):  # type: ignore[misc]
            break
        placing.recover(root / "site")
        assert site_of(root) in (before, after), f"step {at}"
        small(root, CHANGES[kind])
        assert site_of(root) == after, f"step {at}"
        assert left(root) == [".cache", "site"]
        small(tmp_path / "start", old)
        if foreign:
            shutil.copytree(root / "site/.git", tmp_path / "start/site/.git")
            shutil.copy(root / "site/CNAME", tmp_path / "start/site/CNAME")
        at += 1
    assert at > 5, "the killer did not meet the work"


@pytest.mark.parametrize("kind", ["all", "a third, and some gone"])
def test_a_new_site_comes_at_once_where_many_files_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Killed at any step of a swap, the site is whole even before the next command, or it is not there."""
    monkeypatch.setattr(publish, "MANY", 0)
    new = CHANGES[kind]
    at = 0
    while True:
        root = tmp_path / str(at)
        small(root, FILES)
        if not killed(at, lambda root=root: small(root, new)):  # type: ignore[misc]
            break
        if (root / "site").exists():
            assert site_of(root) in [one | {"sw.js": repr(one)} for one in (FILES, new)], f"step {at}"
        at += 1


def test_what_did_not_change_is_linked_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "MANY", 0)
    small(tmp_path, FILES)
    before = built.stamps(tmp_path / "site")
    small(tmp_path, CHANGES["one"])
    after = built.stamps(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == {"a/index.html", "sw.js"}
    small(tmp_path, CHANGES["one"])
    assert built.stamps(tmp_path / "site") == after


def test_a_disk_without_links_is_written_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: object, **options: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(publish, "MANY", 0)
    monkeypatch.setattr(os, "link", refuse)
    small(tmp_path, FILES)
    new = CHANGES["a third, and some gone"]
    small(tmp_path, new)
    assert site_of(tmp_path) == new | {"sw.js": repr(new)}
    assert left(tmp_path) == [".cache", "site"]


def test_ctrl_c_waits_until_the_files_have_changed_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(tmp_path, FILES)
    (tmp_path / "site/CNAME").write_text("maly.test")
    finish = placing._finish
    # Workers of a test run ignore Ctrl+C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def pressed(out: Path) -> None:
        if placing._journal(out).is_file():
            os.kill(os.getpid(), signal.SIGINT)
        finish(out)

    monkeypatch.setattr(placing, "_finish", pressed)
    try:
        with pytest.raises(KeyboardInterrupt):
            small(tmp_path, CHANGES["one"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert site_of(tmp_path)["a/index.html"] == "new"


# What others put into the site ------------------------------------------------------------------------


@pytest.mark.parametrize("forgetful", ["nothing lost", "manifest lost", "cache lost"])
@pytest.mark.parametrize("kind", ["one", "all"])
def test_what_a_person_put_into_the_site_stays(tmp_path: Path, kind: str, forgetful: str) -> None:
    small(tmp_path, FILES)
    site = tmp_path / "site"
    (site / "DULEZITE.txt").write_text("years of work")
    (site / "a/notes.txt").write_text("mine")
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref")
    (site / "empty").mkdir()
    (site / "link").symlink_to("/nowhere")
    if forgetful == "manifest lost":
        for file in (tmp_path / ".cache/rozcestnik").glob("manifest-*"):
            file.unlink()
    elif forgetful == "cache lost":
        shutil.rmtree(tmp_path / ".cache")
    small(tmp_path, {path: text for path, text in CHANGES[kind].items() if path[0] != "h"})
    assert (site / "DULEZITE.txt").read_text() == "years of work"
    assert (site / "a/notes.txt").read_text() == "mine"
    assert (site / ".git/HEAD").read_text() == "ref"
    assert (site / "empty").is_dir()
    assert (site / "link").is_symlink()
    assert not (site / "h").exists(), "what is ours goes, also when the cache is lost"


def test_what_appears_while_a_new_site_is_made_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(tmp_path, FILES)
    real = placing.swap

    def late(*words: object) -> bool:
        (tmp_path / "site/a/late.txt").write_text("late")
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "swap", late)
    small(tmp_path, CHANGES["all"])
    assert (tmp_path / "site/a/late.txt").read_text() == "late"
    assert left(tmp_path) == [".cache", "site"]


def test_a_site_of_another_tool_or_portal_is_refused(tmp_path: Path) -> None:
    """Any MkDocs site has sitemap.xml and 404.html."""
    other = tmp_path / "site"
    other.mkdir()
    for name in ("sitemap.xml", "404.html", "DULEZITE.txt"):
        (other / name).write_text("theirs")
    with pytest.raises(BadData, match="není v ní web tohoto portálu"):
        small(tmp_path, FILES)
    assert sorted(path.name for path in other.iterdir()) == ["404.html", "DULEZITE.txt", "sitemap.xml"]
    shutil.rmtree(other)
    small(tmp_path, FILES)
    before = built.stamps(other)
    with pytest.raises(BadData, match="není v ní web tohoto portálu"):
        small(tmp_path / "b", FILES, Settings(name="Jiný", site_url="https://jiny.test/"), out=other)
    assert built.stamps(other) == before


def test_a_portal_may_change_its_address(tmp_path: Path) -> None:
    small(tmp_path, FILES)
    small(tmp_path, FILES, Settings(name="Malý", site_url="https://nova.test/"))
    small(tmp_path, CHANGES["one"], Settings(name="Malý", site_url="https://nova.test/"))


def test_a_site_whose_list_was_left_behind_is_known_by_its_files(tmp_path: Path) -> None:
    small(tmp_path, FILES)
    shutil.rmtree(tmp_path / "site" / WORK)
    small(tmp_path, CHANGES["one"])
    assert site_of(tmp_path) == CHANGES["one"] | {"sw.js": repr(CHANGES["one"])}
    assert (tmp_path / "site" / LIST).is_file()


@pytest.mark.parametrize("what", ["file", "folder", "link", "file above", "link above"])
def test_what_stands_where_a_file_belongs_is_not_overwritten(tmp_path: Path, what: str) -> None:
    small(tmp_path, FILES)
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    wanted = site / "new/index.html"
    if "above" in what:
        (site / "new").symlink_to(elsewhere) if "link" in what else (site / "new").write_text("mine")
    else:
        wanted.parent.mkdir()
        if what == "folder":
            wanted.mkdir()
            (wanted / "mine.txt").write_text("mine")
        elif what == "link":
            wanted.symlink_to(elsewhere / "target")
        else:
            wanted.write_text("mine")
    before = built.stamps(site)
    with pytest.raises(BadData, match="leží něco, co portál nevytvořil"):
        small(tmp_path, FILES | {"new/index.html": "ours"})
    assert built.stamps(site) == before
    assert list(elsewhere.iterdir()) == []


def test_a_page_replaced_by_a_folder_is_made_anew(tmp_path: Path) -> None:
    small(tmp_path, FILES)
    page = tmp_path / "site/a/index.html"
    page.unlink()
    (page / "inner").mkdir(parents=True)
    small(tmp_path, FILES)
    assert site_of(tmp_path) == FILES | {"sw.js": repr(FILES)}


def test_a_page_edited_with_its_size_and_time_kept_is_made_anew(tmp_path: Path) -> None:
    """As `rsync -t` and restored backups do."""
    small(tmp_path, FILES)
    page = tmp_path / "site/index.html"
    found = page.stat()
    page.write_text("HOME")
    os.utime(page, ns=(found.st_atime_ns, found.st_mtime_ns))
    small(tmp_path, FILES)
    assert page.read_text() == "home"


def test_a_site_that_only_moved_is_not_made_again(tmp_path: Path) -> None:
    """A copy has other numbers and times; its bytes say that it is the same."""
    small(tmp_path, FILES)
    shutil.move(tmp_path / "site", tmp_path / "away")
    shutil.copytree(tmp_path / "away", tmp_path / "site")
    before = built.stamps(tmp_path / "site")
    small(tmp_path, FILES)
    assert {p: s for p, s in built.stamps(tmp_path / "site").items() if WORK not in p} == {
        p: s for p, s in before.items() if WORK not in p
    }


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", "a/../../outside.txt", "", 7, None])
@pytest.mark.parametrize("where", ["manifest", "journal"])
def test_a_cache_that_names_files_outside_is_not_obeyed(tmp_path: Path, where: str, path: object) -> None:
    small(tmp_path, FILES)
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    named = str(outside) if path == "/outside.txt" else path
    if where == "manifest":
        memory = next((tmp_path / ".cache/rozcestnik").glob("manifest-*"))
        raw = kept.load(memory)
        raw["files"][named if isinstance(named, str) else ""] = ["k", kept.digest(b"mine"), "s"]
        kept.save(memory, raw)
    else:
        kept.save(tmp_path / "site" / WORK / "journal.json", {"moves": [], "gone": [named]})
    small(tmp_path, CHANGES["one"])
    assert outside.read_text() == "mine"
    assert site_of(tmp_path)["a/index.html"] == "new"


# Where a site may be built ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        (".", "složka portálu"),
        ("..", "leží v ní složka portálu"),
        ("/", "kořen disku"),
        ("~", "domovská složka"),
        ("catalogue/site", "ve složce catalogue jsou zdroje"),
        ("strategy", "ve složce strategy"),
        ("data_packages/x/y", "ve složce data_packages"),
        ("overrides/site", "ve složce overrides"),
        (".cache/site", "ve složce .cache"),
        (".git/site", "složka gitu"),
        ("mkdocs.yml", "je tam soubor"),
        ("link/site", "ve složce catalogue"),
    ],
)
def test_a_site_is_not_built_among_sources(portal: Path, out: str, reason: str) -> None:
    (portal / "link").symlink_to(portal / "catalogue")
    place = Path(out).expanduser() if out == "~" else portal / out
    before = read(portal)
    assert reason in refused(portal, place)
    for command in ("build", "leaflets"):
        done = CliRunner().invoke(app, [command, "--root", str(portal), "--out", str(place)])
        assert done.exit_code == 1
        assert "Sem se web stavět nedá" in done.output
    after = read(portal)
    assert {path: raw for path, raw in after.items() if not path.startswith(".cache/")} == before


def test_mkdocs_does_not_build_among_sources_either(portal: Path) -> None:
    done = built.run(
        COMMAND.with_name("mkdocs"),
        *("build", "-q", "--config-file", portal / "mkdocs.yml", "--site-dir", portal / "strategy/site"),
    )
    assert done.returncode == 1
    assert "ve složce strategy jsou zdroje portálu" in done.stdout + done.stderr
    assert not (portal / "strategy/site").exists()


def test_a_site_beside_its_portal_or_in_a_new_place_is_fine(portal: Path, tmp_path: Path) -> None:
    for out in (portal / "site", portal / "public/www", tmp_path / "new/place", tmp_path / "catalogue"):
        assert refused(portal, out) == ""


# Folders that cannot be renamed -----------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("code", [errno.EBUSY, errno.EXDEV, errno.EACCES])
def test_a_mount_point_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, known: bool
) -> None:
    """A volume of a container cannot be renamed; often the system knows before, for a bind mount it does not."""
    site = tmp_path / "site"
    site.mkdir()
    number = site.stat().st_ino
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if site in (path, Path(target)):
            raise OSError(code, os.strerror(code), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(twin, "exchange", lambda site, other: False)
    if known:
        monkeypatch.setattr(Path, "is_mount", lambda path: path == site)
    for kind in ("a third, and some gone", "all", "one"):
        small(tmp_path, CHANGES[kind])
        assert site_of(tmp_path) == CHANGES[kind] | {"sw.js": repr(CHANGES[kind])}
    assert site.stat().st_ino == number
    assert left(tmp_path) == [".cache", "site"]


def test_a_fresh_volume_is_empty_whatever_its_file_system_put_there(tmp_path: Path) -> None:
    (tmp_path / "site/lost+found").mkdir(parents=True)
    small(tmp_path, FILES)
    assert (tmp_path / "site/lost+found").is_dir()


# What is kept -----------------------------------------------------------------------------------------

HARM: dict[str, Callable[[Path], object]] = {
    "[]": lambda path: path.write_text("[]"),
    "{}": lambda path: path.write_text("{}"),
    "null": lambda path: path.write_text("null"),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "other shape": lambda path: kept.save(path, {"key": "x", "form": 2, "files": 5, "reads": 5}),
    "garbled": lambda path: path.write_bytes(path.read_bytes()[:-9] + b"gggggggg}"),
    "a folder": lambda path: (path.unlink(), path.mkdir(), (path / "x").write_text("x")),
    "not text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_cache_in_doubt_is_made_anew(live: Path, harm: str) -> None:
    whole = read(live / "site")
    cache = live / ".cache/rozcestnik"
    for file in (*cache.glob("*.json"), *list((cache / "templates").iterdir())[:9]):
        HARM[harm](file)
    builds(live)
    assert differences(whole, read(live / "site")) == []
    before = built.stamps(live / "site")
    builds(live)
    assert built.stamps(live / "site") == before


@pytest.mark.parametrize("folder", ["bundle", "share", "policy", "templates"])
def test_kept_files_that_are_garbled_are_never_published(live: Path, folder: str) -> None:
    whole = read(live / "site")
    for file in (live / ".cache/rozcestnik" / folder).rglob("*"):
        if file.is_file():
            raw, found = file.read_bytes(), file.stat()
            file.write_bytes(raw[: len(raw) // 2] + bytes(len(raw) - len(raw) // 2))
            os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    forget(live)
    builds(live)
    assert differences(whole, read(live / "site")) == []


def test_a_kept_file_under_the_name_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    kept.save_bytes(tmp_path / "a.png", b"picture")
    assert kept.load_bytes(tmp_path / "a.png") == b"picture"
    (tmp_path / "a.png").rename(tmp_path / "b.png")
    assert kept.load_bytes(tmp_path / "b.png") is None


def test_what_is_dropped_into_the_kept_folder_is_not_published(live: Path) -> None:
    (live / ".cache/rozcestnik/bundle/assets/secret.txt").write_text("secret")
    builds(live)
    assert not (live / "site/assets/secret.txt").exists()


@pytest.mark.parametrize("name", ["bundle", "templates", "share", "leaflets"])
def test_a_file_in_the_place_of_a_kept_folder_goes(live: Path, name: str) -> None:
    place = live / ".cache/rozcestnik" / name
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("x")
    forget(live)
    builds(live)


def test_a_file_in_the_place_of_the_cache_is_named(portal: Path) -> None:
    (portal / ".cache").write_text("mine")
    code, output = invoke(portal)
    assert code == 1
    assert ".cache" in output
    assert "má být složka, ale stojí tam soubor" in output
    assert (portal / ".cache").read_text() == "mine"


def test_sealed_json_is_json_with_its_digest(tmp_path: Path) -> None:
    kept.save(tmp_path / "x.json", {"a": [1, "č"]})
    assert json.loads((tmp_path / "x.json").read_text())["a"] == [1, "č"]
    assert kept.load(tmp_path / "x.json") == {"a": [1, "č"]}
    assert kept.load(tmp_path / "none.json") == {}


def test_a_lost_bundle_folder_is_made_again(live: Path) -> None:
    cache = live / ".cache/rozcestnik"
    next(one for one in (cache / "bundle").rglob("*.js")).unlink()
    key = bundle.prose_key(live, code_key())
    assert bundle.load_bundle(cache / "bundle.json", cache / "bundle", key) is None


# Links that somebody put into the site or beside it ---------------------------------------------------


def link_of(place: Path, aim: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    place.symlink_to(aim)


def behind(root: Path, path: str, outside: Path) -> None:
    """Move a folder of the site elsewhere and leave a link in its place."""
    shutil.copytree(root / path, outside, dirs_exist_ok=True)
    link_of(root / path, outside)


def moved_journal(root: Path, path: str, outside: Path) -> None:
    """A journal that moves and removes what lies behind links."""
    link_of(root / path, outside)
    told = {"moves": ["mine.txt"], "gone": [f"{path.removeprefix('site/')}/mine.txt"]}
    kept.save(root / "site" / WORK / "journal.json", told)


LINKS = [
    (".site.rozcestnik-old", lambda root, path, outside: link_of(root / path, outside)),
    (".site.rozcestnik-new", lambda root, path, outside: link_of(root / path, outside)),
    (f"site/{WORK}", lambda root, path, outside: link_of(root / path, outside)),
    (f"site/{WORK}", behind),
    ("site/a", behind),
    (f"site/{WORK}/new", moved_journal),
    ("site/lnk", moved_journal),
]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(("path", "put"), LINKS)
@pytest.mark.parametrize("kind", ["one", "all", "a third, and some gone", "without a"])
def test_nothing_is_written_moved_or_removed_through_a_link(
    tmp_path: Path, path: str, put: Callable[[Path, str, Path], None], kind: str
) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    small(root, FILES)
    for name in ("mine.txt", "new/mine.txt", "journal.json"):
        (outside / name).parent.mkdir(parents=True, exist_ok=True)
        (outside / name).write_text("mine")
    put(root, path, outside)
    before = built.stamps(outside)
    new = (
        {one: text for one, text in FILES.items() if one[0] != "a"} if kind == "without a" else CHANGES[kind]
    )
    with contextlib.suppress(BadData):  # what stands in the way is named, and the site stays as it was
        small(root, new)
    assert built.stamps(outside) == before
    assert not (root / "site/mine.txt").exists()


def test_two_copies_of_a_portal_build_into_one_folder_one_after_the_other(live: Path, tmp_path: Path) -> None:
    copies = [live, tmp_path / "copy"]
    shutil.copytree(live, copies[1])
    change(copies[1], SERVICES, "Adresu řekneme jen vám", "Adresu řekneme jen tobě")
    whole = []
    for at, root in enumerate(copies):
        built.build(root, tmp_path / str(at))
        whole.append(site_files(tmp_path / str(at)))
    both = [
        subprocess.Popen(
            [COMMAND, "build", "-q", "--root", root, "--out", tmp_path / "www"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for root in copies
    ]
    said = [one.communicate(timeout=120)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert site_files(tmp_path / "www") in whole


def site_files(out: Path) -> dict[str, bytes]:
    return {path: raw for path, raw in read(out).items() if not path.startswith(WORK)}


# Leaflets and builds in any order ---------------------------------------------------------------------


def leaflets(root: Path, *options: str) -> str:
    done = CliRunner().invoke(app, ["leaflets", "--root", str(root), *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_leaflets_may_come_before_the_first_build(portal: Path) -> None:
    leaflets(portal, "--only", "dluhy")
    builds(portal)
    assert len(list((portal / "site/letaky").glob("*.pdf"))) == 10
    one = read(portal / "site")
    shutil.rmtree(portal / "site")
    builds(portal)
    leaflets(portal, "--only", "dluhy")
    assert differences(one, read(portal / "site")) == []
    before = built.stamps(portal / "site")
    builds(portal)
    assert built.stamps(portal / "site") == before


def test_a_build_takes_leaflets_away_that_no_longer_say_what_the_data_say(live: Path) -> None:
    leaflets(live)
    folder, cache = live / "site/letaky", live / ".cache/rozcestnik/leaflets"

    def paper() -> list[Path]:
        """Leaflets, cards and sheets of municipalities in the site."""
        return [*folder.iterdir(), *live.glob("site/obce/*/pomoc-*.pdf")]

    number = len(paper())
    change(live, "data_packages/services/data/contacts.csv", "+420600000002", "+420600000099")
    code, output = invoke(live)
    assert code == 0
    gone = number - len(paper())
    assert 0 < gone < number
    assert {one.name for one in folder.iterdir()} == {one.name for one in cache.iterdir()}
    assert f"{gone} let" in output.replace("\u00a0", " ")
    assert "rozcestnik leaflets" in output
    assert f"z toho {gone} vyrobeno" in leaflets(live)
    assert len(paper()) == number
    assert "rozcestnik leaflets" not in invoke(live)[1]


def test_only_some_leaflets_do_not_bring_stale_ones_back(live: Path) -> None:
    leaflets(live)
    change(live, "data_packages/services/data/contacts.csv", "+420600000002", "+420600000099")
    leaflets(live, "--only", "ospod")
    left = {one.name for one in (live / "site/letaky").iterdir()}
    leaflets(live)
    assert left < {one.name for one in (live / "site/letaky").iterdir()}


def test_what_a_situation_reads_holds_all_that_its_leaflets_say(live: Path) -> None:
    """Whatever changes a leaflet must change the digest by which a build decides whether to look closer."""
    from macros.load import load_site
    from macros.subjects.catalogue import leaflets as made

    site = load_site(live).site
    before = {one.name: one.key for one in made.leaflet_jobs(live, site)}
    reads = made._reads_of_all(live, site)
    looked = 0
    for file in sorted((live / "data_packages").glob("s*/data/*.csv")):
        text = file.read_text(encoding="utf-8")
        for old, new in (("Příklad", "Příkládek"), ("+4206000000", "+4206000001"), ("Zkušební", "Zkoušková")):
            if old not in text:
                continue
            file.write_text(text.replace(old, new), encoding="utf-8")
            try:
                site = load_site(live).site
            except BadData:
                continue
            changed = {
                code
                for code in site[Catalogue].situations
                for one in made.leaflet_jobs(live, site, code)
                if before.get(one.name) != one.key
            }
            looked += bool(changed)
            now = made._reads_of_all(live, site)
            assert changed <= {code for code in now if now[code] != reads.get(code)}, file.name
        file.write_text(text, encoding="utf-8")
    assert looked >= 4, "changes that a leaflet shows"


def test_a_lost_cache_says_that_leaflets_are_to_be_made(live: Path) -> None:
    leaflets(live, "--only", "dluhy")
    shutil.rmtree(live / ".cache")
    code, output = invoke(live)
    assert code == 0
    assert "musí vyrobit: rozcestnik leaflets" in output
    assert not (live / "site/letaky").exists()


def test_a_persons_own_file_among_leaflets_stays(live: Path) -> None:
    leaflets(live, "--only", "dluhy")
    own = live / "site/letaky/muj.pdf"
    own.write_bytes(b"%PDF mine")
    leaflets(live, "--only", "dluhy")
    forget(live)
    builds(live)
    assert own.read_bytes() == b"%PDF mine"


def test_a_garbled_leaflet_is_not_published(live: Path) -> None:
    leaflets(live, "--only", "dluhy")
    file = live / ".cache/rozcestnik/leaflets/dluhy-cheb.pdf"
    found = file.stat()
    file.write_bytes(b"%PDF" + bytes(found.st_size - 4))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    builds(live)
    assert not (live / "site/letaky/dluhy-cheb.pdf").exists()
    assert "z toho 1 vyrobeno" in leaflets(live, "--only", "dluhy")


# One at a time ----------------------------------------------------------------------------------------


def test_two_whole_builds_at_once_both_succeed(live: Path) -> None:
    whole = read(live / "site")
    for _ in range(2):
        forget(live)
        both = [
            subprocess.Popen(
                [str(COMMAND), "build", "-q", "--root", str(live)], stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        said = [one.communicate(timeout=120)[1] for one in both]
        assert [one.returncode for one in both] == [0, 0], said
        assert differences(whole, read(live / "site")) == []


HOLDER = "import sys, time; from pathlib import Path; from macros.publish.lock import alone\nwith alone(Path(sys.argv[1])):\n    print('in', flush=True); time.sleep(60)"


@pytest.fixture
def held(portal: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that holds the lock of the portal, by a name of ours."""
    command = tmp_path / "rozcestnik"
    command.write_text(HOLDER, encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(command), str(portal)], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "in\n"
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize(
    "command",
    [
        ("build",),
        ("leaflets",),
        ("sheets",),
        ("check", "--fix"),
        ("ledger", "--write"),
        ("new", "municipality", "554499"),
        ("import", "boundaries", "mkdocs.yml"),
        ("import", "assessment", "mkdocs.yml"),
    ],
)
def test_a_second_command_says_who_works_and_gives_up_in_the_end(
    portal: Path,
    held: subprocess.Popen[str],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    monkeypatch.setattr(lock, "QUIET", 0.1)
    monkeypatch.chdir(portal)
    done = CliRunner().invoke(app, [*command, "--root", str(portal)])
    assert done.exit_code == 1
    assert "Na portálu právě pracuje rozcestnik" in done.output
    assert f"(proces {held.pid}); čekám" in done.output
    assert "Na portálu pořád pracuje" in done.output


def test_commands_that_only_read_do_not_wait(
    portal: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    for command in ("check", "pages", "ledger"):
        assert CliRunner().invoke(app, [command, "--root", str(portal)]).exit_code == 0


def test_the_lock_of_a_killed_command_does_not_block(
    portal: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held.kill()
    held.wait()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with lock.alone(portal):
        pass


def test_a_child_that_outlives_its_parent_does_not_hold_the_lock(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with lock.alone(portal):
        child = os.fork()
        if child == 0:
            time.sleep(5)
            os._exit(0)
    with lock.alone(portal):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_who_waits_goes_on_when_the_other_has_ended(portal: Path, held: subprocess.Popen[str]) -> None:
    threading.Timer(0.3, held.kill).start()
    started = time.monotonic()
    with lock.alone(portal):
        assert time.monotonic() - started > 0.2


# Errors of the disk -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Na disku už není místo"),
        (errno.EROFS, "Disk je připojený jen ke čtení"),
        (errno.EACCES, "nemáte práva"),
        (errno.ENAMETOOLONG, "Název je příliš dlouhý"),
        (errno.EIO, "Systém odmítl práci se souborem: Input/output error"),
    ],
)
@pytest.mark.parametrize("where", ["staging", "moving"])
def test_an_error_of_the_disk_is_a_sentence_and_the_site_is_whole(
    live: Path, monkeypatch: pytest.MonkeyPatch, where: str, code: int, said: str
) -> None:
    def fail(*words: object, **options: object) -> str:
        raise OSError(code, os.strerror(code), "/disk/file")

    change(live, SERVICES, "Klub Příklad Cheb", "Klub Příklad Chebsko")
    before = read(live / "site")
    if where == "staging":
        monkeypatch.setattr("macros.publish.writing._write_file", fail)
    else:
        monkeypatch.setattr(twin, "_to_place", fail)
    code_out, output = invoke(live)
    assert code_out == 1
    assert "/disk/file\n" in output
    assert said in output
    now = {path: raw for path, raw in read(live / "site").items() if not path.startswith(f"{WORK}/new")}
    now.pop(f"{WORK}/journal.json", None)
    assert now == before
    monkeypatch.undo()
    builds(live)
    assert "Chebsko" in (live / "site/sluzby/index.html").read_text(encoding="utf-8")


def test_an_error_without_a_file_names_the_place() -> None:
    found = fault(OSError(errno.ENOSPC, "No space"), "/here")
    assert (found.file, found.what()) == ("/here", "Na disku už není místo.")


# The twin: small changes in one step ------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A small site with its twin: the folder of both."""
    small(tmp_path, FILES)
    small(tmp_path, CHANGES["one"])
    assert placing.twin_of(tmp_path / "site").is_dir()
    return tmp_path


def again(root: Path, text: str) -> None:
    """Change one page of a small site by a build, and look whether the site is what it must be."""
    files = FILES | {"a/index.html": text}
    small(root, files)
    assert {path: raw for path, raw in site_of(root).items() if path not in OTHERS} == files | {
        "sw.js": repr(files)
    }


OTHERS = ("mine.txt", "a/mine.txt", "mine/deep/mine.txt")


def test_a_level_twin_is_neither_made_nor_compared_again(pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_make", "_mend"):
        monkeypatch.setattr(twin, name, lambda *words: pytest.fail("the twin was level"))
    number = (pair / "site").stat().st_ino
    for text in "123":
        again(pair, text)
        assert left(pair) == [".cache", "site"]
    assert (pair / "site").stat().st_ino != number
    small(pair, CHANGES["a third, and some gone"])
    assert left(pair) == [".cache", "site"]


TAMPERED: dict[str, Callable[[Path], object]] = {
    "replaced": lambda place: (
        (place / "b/index.html").unlink() or (place / "b/index.html").write_text("evil")
    ),
    "edited in both": lambda place: (place / "b/index.html").write_text("evil"),
    "gone": lambda place: (place / "b/index.html").unlink(),
    "folder gone": lambda place: shutil.rmtree(place / "b"),
    "list gone": lambda place: shutil.rmtree(place / WORK),
    "list garbled": lambda place: (place / LIST).unlink() or (place / LIST).write_text("{}"),
    "empty folder": lambda place: (place / "b/more/less").mkdir(parents=True),
    "all gone": shutil.rmtree,
    "a file": lambda place: shutil.rmtree(place) or place.write_text("mine"),
    "empty": lambda place: shutil.rmtree(place) or place.mkdir(),
    "stopped": lambda place: (place / f"{LIST}.new").write_text("x"),
}


@pytest.mark.parametrize("harm", TAMPERED)
def test_a_twin_that_was_tampered_with_never_comes_into_the_site(pair: Path, harm: str) -> None:
    TAMPERED[harm](placing.twin_of(pair / "site"))
    for text in "123":
        again(pair, text)


@pytest.mark.parametrize("path", OTHERS)
@pytest.mark.parametrize("where", ["site", "twin"])
def test_what_others_put_into_site_or_twin_stays_where_it_is(pair: Path, where: str, path: str) -> None:
    place = pair / "site" if where == "site" else placing.twin_of(pair / "site")
    (place / path).parent.mkdir(parents=True, exist_ok=True)
    (place / path).write_text("mine")
    number = (pair / "site").stat().st_ino
    for text in "123":
        again(pair, text)
        assert (place / path).read_text() == "mine"
        assert (pair / "site").stat().st_ino == number, "what others have there changed its place"
    if where == "site":
        assert not placing.twin_of(pair / "site").exists(), "nothing old stays on the disk"


@pytest.mark.parametrize("path", OTHERS)
def test_what_appears_in_the_last_moment_goes_over(
    pair: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    real = twin.exchange

    def late(out: Path, other: Path) -> bool:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text("mine")
        return real(out, other)

    monkeypatch.setattr(twin, "exchange", late)
    again(pair, "1")
    assert (pair / "site" / path).read_text() == "mine"
    monkeypatch.undo()
    again(pair, "2")
    assert (pair / "site" / path).read_text() == "mine"


def test_where_folders_cannot_be_exchanged_a_journal_moves_files(
    pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twin, "exchange", lambda site, other: False)
    number = (pair / "site").stat().st_ino
    again(pair, "1")
    assert (pair / "site").stat().st_ino == number
    assert not placing.twin_of(pair / "site").exists()


def test_no_old_page_stays_on_the_disk(pair: Path) -> None:
    again(pair, "the street of a shelter")
    again(pair, "nothing")
    raw = [path.read_bytes() for path in pair.rglob("*") if path.is_file()]
    assert not any(b"the street of a shelter" in one for one in raw)


def test_leaflets_and_mkdocs_beside_a_twin(live: Path) -> None:
    change(live, SERVICES, "Klub Příklad Cheb", "Klub Příklad Chebsko")
    builds(live)
    leaflets(live, "--only", "dluhy")
    assert left(live)
    assert len(list((live / "site/letaky").glob("*.pdf"))) == 10
    change(live, SERVICES, "Klub Příklad Chebsko", "Klub Příklad Cheb")
    done = built.run(COMMAND.with_name("mkdocs"), "build", "-q", "--config-file", live / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    builds(live)
    assert placing.twin_of(live / "site").is_dir()
    assert left(live)
    now = site_files(live / "site")
    forget(live)
    builds(live)
    assert differences(now, site_files(live / "site")) == []


PAGES = 60


def versions(number: int) -> dict[str, str]:
    """A site of which a sixth changes together."""
    return {f"p{at}/index.html": f"v{number}" if at % 6 == 0 else "same" for at in range(PAGES)}


def test_killed_at_any_moment_a_reader_never_sees_a_mixture(tmp_path: Path) -> None:
    """A reader reads a set of pages again and again, while builds are killed by SIGKILL at random moments."""
    small(tmp_path, versions(0))
    small(tmp_path, versions(1))
    site, together = tmp_path / "site", [path for path, text in versions(0).items() if text != "same"]
    mixed, rounds, stop = [], [0], threading.Event()

    def look() -> None:
        while not stop.is_set():
            number = site.stat().st_ino
            seen = {(site / path).read_text() for path in together} | set()
            if len(seen) > 1 and site.stat().st_ino == number:
                mixed.append(seen)
            rounds[0] += 1

    reader = threading.Thread(target=look)
    reader.start()
    dice = random.Random(9)
    try:
        kills = sum(_killed_after(dice.uniform(0, 0.012), tmp_path, number) for number in range(2, 90))
    finally:
        stop.set()
        reader.join()
    assert not mixed
    assert kills >= 20
    assert rounds[0] > 20
    small(tmp_path, versions(100))
    assert site_of(tmp_path) == versions(100) | {"sw.js": repr(versions(100))}
    assert left(tmp_path) == [".cache", "site"]


def _killed_after(seconds: float, root: Path, number: int) -> bool:
    """Build in a process of its own that is killed; whether it was still at work."""
    child = os.fork()
    if child == 0:
        small(root, versions(number))
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    died = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    seen = {text for text in site_of(root).values() if text.startswith("v")}
    assert len(seen) == 1, f"a mixture after a kill: {seen}"
    return died
