"""A build that would change nothing reads nothing, and whatever a build reads makes it look closer."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from macros.entry import cli
from macros.entry.start import plain_build
from macros.files import kept
from macros.publish import story as publish
from macros.publish import unchanged
from macros.publish.lock import alone
from macros.publish.placing import twin_of
from macros.publish.unchanged import Look
from tests import built, portals

REPOSITORY = Path(__file__).parent.parent
SERVICES = "data_packages/services/data/services.csv"
PAGE = "sluzby/klub-priklad-cheb/index.html"


def build(root: Path, *options: str) -> str:
    """Build in this process; what was said. The files were just made, so the first look may be too early."""
    for _ in range(2):
        result = CliRunner().invoke(cli.app, ["build", "--root", str(root), *options])
        gc.enable()
        gc.unfreeze()
        assert result.exit_code == 0, result.output
    return result.output


def quick(root: Path, out: str = "") -> list[str] | None:
    return Look(root).report(out)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature portal with workbooks, some leaflets and its site. Look, do not touch."""
    root = portals.portal(tmp_path_factory.mktemp("made") / "portal")
    for words in (["sheets"], ["leaflets", "--only", "dluhy"]):
        done = built.run(built.COMMAND, *words, "--root", root)
        assert done.returncode == 0, done.stdout + done.stderr
    build(root)
    return root


@pytest.fixture
def live(portal: Path) -> Path:
    build(portal)
    assert quick(portal) is not None
    return portal


# What it saves ----------------------------------------------------------------------------------------

WATCHED = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def hear(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and not (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        os.write(log, b"file\\t" + os.path.abspath(os.fsencode(args[0])) + b"\\n")
    elif event in ("os.scandir", "os.listdir") and isinstance(args[0], (str, bytes)):
        os.write(log, b"folder\\t" + os.path.abspath(os.fsencode(args[0])) + b"\\n")
sys.addaudithook(hear)
sys.argv = ["rozcestnik", *sys.argv[2:]]
from macros.entry.start import main
try:
    main()
finally:
    os.write(log, b"modules\\t" + " ".join(sys.modules).encode() + b"\\n")
"""


def watched(root: Path, log: Path) -> dict[str, set[str]]:
    """Build in a process of its own, with all processes that it starts; files it opened, folders it listed."""
    log.unlink(missing_ok=True)
    done = built.run(sys.executable, "-c", WATCHED, log, "build", "--root", root, "-q", PYTHONPATH=REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, set[str]] = {"file": set(), "folder": set(), "modules": set()}
    for line in log.read_text(encoding="utf-8").splitlines():
        kind, _, what = line.partition("\t")
        found[kind].add(what)
    return found


def test_a_build_without_changes_reads_and_imports_nothing(made: Path, tmp_path: Path) -> None:
    watched(made, tmp_path / "log")  # with the paths of this kind of call
    seen = watched(made, tmp_path / "log")
    inside = {one.removeprefix(f"{made}/") for one in seen["file"] if one.startswith(f"{made}/")}
    assert {re.sub(r"-[0-9a-f]+\.", "-.", one) for one in inside} == {
        "mkdocs.yml",
        ".cache/rozcestnik/unchanged-.json",
    }
    modules = " ".join(seen["modules"]).split()
    ours = {one.removeprefix("macros.") for one in modules if one.startswith("macros.")}
    assert ours - {"data", "entry", "files", "publish"} == {
        "data.git_state",
        "entry.start",
        "files.installed",
        "files.kept",
        "files.code",
        "files.theme",
        "publish.lock",
        "publish.unchanged",
    }
    assert not {"click", "jinja2", "yaml", "mkdocs", "shutil", "dataclasses"}.intersection(modules)


def test_it_says_the_same_words(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(made, root)
    slow = build(root)

    def plain(text: str) -> str:
        return re.sub(r"Hotovo za [0-9,]+ s", "Hotovo", text)

    lines = quick(root)
    assert lines is not None
    (root / ".cache/rozcestnik").joinpath(unchanged._file(root, "").name).unlink()
    slow = CliRunner().invoke(cli.app, ["build", "--root", str(root)]).output
    gc.enable()
    assert plain("\n".join(lines) + "\n") == plain(slow)
    again = built.run(
        sys.executable, "-c", "from macros.entry.start import main; main()", "build", "--root", root
    )
    assert plain(again.stdout) == plain(slow)
    assert build(root, "-q") == ""


# Nothing that a build reads is left out ---------------------------------------------------------------


def looked_at(root: Path) -> set[str]:
    """All paths that a look takes in; folders end with a slash."""
    out = root / "site"
    found = [*unchanged._sources(root), *unchanged._own(root, out)]
    record = kept.load(unchanged._file(root, ""))
    return {path for path, _ in found[1:]} | {f"{out}/{one}" for one in str(record["files"]).split("\n")}


_WORK = re.compile(
    r"\.cache(/rozcestnik(/unchanged-.*|/manifest-.*|/mkdocs(/.*)?)?)?|\.git|(\.site\.rozcestnik-twin|site)(/.*)?|\.?|.*\.new"
)
"""What a build asks of itself: its own notes, its lock, the folder that it writes into."""


def test_every_file_and_folder_that_a_build_reads_is_looked_at(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    portals.portal(root)
    for name in ("sheets", "leaflets", "leaflets.json"):
        kept_file = made / ".cache" / "rozcestnik" / name
        copy: Callable[..., Any] = shutil.copytree if kept_file.is_dir() else shutil.copy2
        (root / ".cache/rozcestnik").mkdir(parents=True, exist_ok=True)
        copy(kept_file, root / ".cache/rozcestnik" / name)
    first, second = watched(root, tmp_path / "log"), None
    change(root / SERVICES, b"Klub P", b"Klup P")
    second = watched(root, tmp_path / "log")
    build(root)
    known = looked_at(root)
    missing = set()
    bases = (f"{root}/", f"{REPOSITORY / 'overrides'}/", f"{REPOSITORY / 'macros'}/")
    for seen in (first, second):
        for path in seen["file"] | {f"{one}/" for one in seen["folder"]}:
            base = next((one for one in bases if path.startswith(one)), None)
            if base is None or path in known or "/__pycache__/" in path:
                continue
            if not (base == bases[0] and _WORK.fullmatch(path.removeprefix(base).rstrip("/"))):
                missing.add(path)
    assert {one for one in missing if os.path.lexists(one)} == set()
    kinds = {(path.removeprefix(f"{root}/").split("/")[0], Path(path).suffix) for path in first["file"]}
    assert {
        ("data_packages", ".csv"),
        ("data_packages", ".json"),
        ("catalogue", ".md"),
        ("mkdocs.yml", ".yml"),
    } <= kinds


def change(path: Path, old: bytes, new: bytes) -> None:
    """Edit a file so that size and time of writing stay."""
    before = path.stat()
    raw = path.read_bytes()
    assert old in raw and len(old) == len(new)
    with path.open("r+b") as file:
        file.write(raw.replace(old, new, 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def state(root: Path) -> tuple[str, str]:
    return unchanged._seen(unchanged._sources(root))[0], unchanged._seen(unchanged._own(root, root / "site"))[
        0
    ]


def test_any_edit_of_any_file_is_seen_although_size_and_time_stay(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(made, root)
    overrides = shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(f"custom_dir: {REPOSITORY / 'overrides'}", f"custom_dir: {overrides}"))
    files = [
        one
        for one in sorted(root.rglob("*"))
        # The twin is looked at by the next build that changes something.
        if one.is_file() and one.relative_to(root).parts[0] not in ("site", twin_of(root / "site").name)
    ]
    own = {"unchanged-", "manifest-"}
    unseen, kinds = [], set()
    for path in files:
        if path.name[:10] in own or path.name[:9] in own:
            continue
        raw, before = path.read_bytes(), state(root)
        change(path, raw[:1], bytes([raw[0] ^ 1])) if raw else path.touch()
        kinds.add(path.suffix)
        if state(root) == before:
            unseen.append(path)
    assert unseen == []
    assert {".csv", ".json", ".md", ".yml", ".css", ".js", ".html", ".pdf", ".xlsx", ".png", ".svg"} <= kinds


@pytest.mark.parametrize(
    "where", ["catalogue/situace", "strategy", "data_packages/services/data", ".cache/rozcestnik/leaflets"]
)
@pytest.mark.parametrize("what", ["new", "gone", "renamed", "link", "folder"])
def test_what_comes_and_goes_is_seen(made: Path, tmp_path: Path, where: str, what: str) -> None:
    root = tmp_path / "portal"
    shutil.copytree(made, root)
    folder, before = root / where, state(root)
    first = next(one for one in sorted(folder.rglob("*")) if one.is_file())
    if what == "new":
        (folder / "novy").touch()
    elif what == "gone":
        first.unlink()
    elif what == "renamed":
        first.rename(first.with_name("jiny" + first.suffix))
    elif what == "folder":
        (folder / "nova").mkdir()
    else:
        moved = first.rename(tmp_path / first.name)
        first.symlink_to(moved)
    assert state(root) != before


def test_our_own_code_and_what_is_installed_are_seen(
    live: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert unchanged.CODE == REPOSITORY / "macros"
    code = shutil.copytree(
        REPOSITORY / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(unchanged, "CODE", code)
    seen = {state(live)}
    for suffix in (".py", ".html", ".css", ".typ", ".js"):
        path = next(iter(sorted(code.rglob(f"*{suffix}"))))
        raw = path.read_bytes()
        change(path, raw[:1], bytes([raw[0] ^ 1]))
        seen.add(state(live))
    monkeypatch.setattr(unchanged, "installed", lambda: ["/x/jinja2-4.0.dist-info 1 1"])
    seen.add(state(live))
    monkeypatch.setattr(sys, "path", [*sys.path, "/elsewhere"])
    seen.add(state(live))
    for name in ("GIT_DIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
        seen.add(state(live))
    monkeypatch.setattr(unchanged.time, "strftime", lambda form: "2099-12-31")
    seen.add(state(live))
    assert len(seen) == 11


def test_what_git_knows_is_seen(portal: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    def git(*words: str) -> tuple[str, str]:
        who = ("-c", "user.name=x", "-c", "user.email=x@y.cz")
        subprocess.run(["git", "-C", str(portal), *who, *words], check=True, capture_output=True)
        return state(portal)

    seen = [state(portal), git("init"), git("add", "catalogue"), git("commit", "-m", "a")]
    seen.append(git("commit", "--allow-empty", "-m", "b"))
    seen.append(git("reset", "--soft", "HEAD~"))
    seen += [
        git("checkout", "-b", "other"),
        git("pack-refs", "--all"),
        git("config", "core.autocrlf", "true"),
    ]
    (portal / ".gitattributes").write_text("*.csv text")
    seen.append(state(portal))
    (portal / ".git/info").mkdir(exist_ok=True)
    (portal / ".git/info/attributes").write_text("*.csv -text")
    seen.append(state(portal))
    assert len(set(seen)) == len(seen)
    git("add", "-A")
    git("commit", "-m", "c")
    tree = tmp_path / "tree"
    git("worktree", "add", str(tree))
    before = state(tree)
    subprocess.run(["git", "-C", str(tree), "checkout", "-q", "-b", "third"], check=True)
    assert state(tree) != before
    assert state(portal) == state(portal)


# What makes it look closer ----------------------------------------------------------------------------


def test_a_page_edited_with_size_and_time_kept_is_made_again(live: Path) -> None:
    page = live / "site" / PAGE
    whole = page.read_bytes()
    change(page, b"Klub", b"Blub")
    assert quick(live) is None
    build(live)
    assert page.read_bytes() == whole
    assert quick(live) is not None


@pytest.mark.parametrize(
    "harm", ["page gone", "list gone", "stage", "journal", "old", "new", "garbled", "copied"]
)
def test_it_looks_closer_where_the_site_or_the_cache_are_not_as_left(
    live: Path, tmp_path: Path, harm: str
) -> None:
    site, record = live / "site", unchanged._file(live, "")
    if harm == "page gone":
        (site / PAGE).unlink()
    elif harm == "list gone":
        (site / ".rozcestnik/files.json").unlink()
    elif harm in ("stage", "journal"):
        (site / ".rozcestnik" / {"stage": "new", "journal": "journal.json"}[harm]).mkdir()
    elif harm in ("old", "new"):
        (live / f".site.rozcestnik-{harm}").mkdir()
    elif harm == "garbled":
        record.write_bytes(record.read_bytes().replace(b"Hotovo", b"hotovO"))
    else:
        live = live.rename(tmp_path / "moved")
    assert quick(live) is None


def test_it_looks_closer_while_somebody_works_here(live: Path) -> None:
    code = "import sys, time; from pathlib import Path; from macros.publish.lock import alone\nwith alone(Path(sys.argv[1])):\n print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, live], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline()
        assert quick(live) is None
        other.communicate()
    with alone(live):
        assert quick(live) is not None, "who holds the lock himself goes on"


def test_an_edit_in_the_middle_of_a_build_is_not_taken_for_built(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(live / SERVICES, b"Klub P", b"Klup P")
    whole = publish._bring

    def late(*args: Any) -> Any:
        change(live / SERVICES, b"Klup P", b"Kluk P")
        return whole(*args)

    monkeypatch.setattr(publish, "_bring", late)
    CliRunner().invoke(cli.app, ["build", "--root", str(live)])
    monkeypatch.undo()
    gc.enable()
    assert "Klup P" in (live / "site" / PAGE).read_text(encoding="utf-8")
    assert quick(live) is None
    build(live)
    assert "Kluk P" in (live / "site" / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("newest", "clock", "settled"), [(5, 31_000_000, True), (5, 29_000_000, False), (10**9, 2 * 10**9, False)]
)
def test_an_edit_in_the_same_tick_is_not_believed(live: Path, newest: int, clock: int, settled: bool) -> None:
    look = Look(live)
    look._newest, look._clock = newest, clock
    look.keep("", live / "site", live / "site", {}, [])
    assert unchanged._file(live, "").exists() == settled


@pytest.mark.parametrize("line", ["INHERIT: ../base.yml", "copyright: !ENV COPYRIGHT", "hooks: [x.py]"])
def test_settings_that_read_more_are_always_built(live: Path, line: str) -> None:
    config = live / "mkdocs.yml"
    config.write_text(f"{config.read_text(encoding='utf-8')}\n# {line}\n", encoding="utf-8")
    build(live)
    assert quick(live) is None


def test_each_folder_has_its_own_memory(live: Path, tmp_path: Path) -> None:
    assert quick(live, str(tmp_path / "out")) is None
    build(live, "--out", str(tmp_path / "out"))
    assert quick(live, str(tmp_path / "out")) is not None
    assert quick(live) is not None
    (live / "site/ukazatele").mkdir(exist_ok=True)
    (live / "site/ukazatele/x").touch()
    assert quick(live, str(tmp_path / "out")) is None, "the rule about published counts looks there"


def test_nothing_is_kept_of_a_build_that_fails_or_warns_of_the_old_site(live: Path) -> None:
    record = unchanged._file(live, "")
    data = json.loads(record.read_text(encoding="utf-8"))
    assert data["lines"][-2] == f"Web je ve složce {(live / 'site').resolve()}"
    change(live / SERVICES, b"klub-priklad-cheb", b"Klub-priklad-cheb")
    assert CliRunner().invoke(cli.app, ["build", "--root", str(live)]).exit_code == 1
    assert quick(live) is None


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("build", (Path(), "", False)),
        ("build -q --root x --out=y", (Path("x"), "y", True)),
        ("build --quiet --root=x", (Path("x"), "", True)),
        ("build --jobs 2", None),
        ("build --untrusted", None),
        ("build --root", None),
        ("build --root --out x", None),
        ("build --help", None),
        ("build extra", None),
        ("check", None),
        ("", None),
    ],
)
def test_only_plain_words_are_understood(words: str, understood: object) -> None:
    assert plain_build(words.split()) == understood


def test_a_ci_always_looks_closer(live: Path) -> None:
    code = "import sys; from macros.entry.start import main; main()"
    done = built.run(sys.executable, "-c", code + "", "build", "--root", live, CI="true")
    assert done.returncode == 0
    seen = built.run(
        sys.executable, "-c", WATCHED, live.parent / "log", "build", "--root", live, "-q", CI="true"
    )
    assert seen.returncode == 0
    assert "macros.link" in (live.parent / "log").read_text(encoding="utf-8")
