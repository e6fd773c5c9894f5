"""A build is repeatable, harms nothing when it fails, touches only what changed, and is never stale."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from macros.entry.cli import app
from macros.page import render
from macros.publish import writing
from tests import cells
from tests.built import COMMAND, Built, build, differences, read, real_portal, run, stamps

SERVICES = "data_packages/services/data/services.csv"


# The same bytes ---------------------------------------------------------------------------------------


def test_two_builds_from_scratch_are_the_same(real: Built, tmp_path: Path) -> None:
    other = real_portal(tmp_path / "another place")
    environment = {"PYTHONHASHSEED": "4321", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "40"}
    build(other, tmp_path / "out", "--jobs", "2", **environment)
    assert differences(real.files, read(tmp_path / "out")) == []


def test_mkdocs_makes_the_same_site(real: Built, tmp_path: Path) -> None:
    other = real_portal(tmp_path / "portal")
    done = run(
        COMMAND.with_name("mkdocs"), "build", "--strict", "--quiet", "--config-file", other / "mkdocs.yml"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(real.files, read(other / "site")) == []


# A build that fails -----------------------------------------------------------------------------------


@pytest.fixture
def live(portal: Path, mini: Built) -> Path:
    """The miniature portal with its site already built, together with what the build remembers."""
    shutil.copytree(mini.root / ".cache", portal / ".cache")
    builds(portal)
    return portal


def invoke(root: Path, *options: str) -> tuple[int, str]:
    """Build in this process; return the exit code and everything that was printed."""
    result = CliRunner().invoke(app, ["build", "--root", str(root), *options])
    gc.enable()  # the command switches it off for its short life
    gc.unfreeze()
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


def builds(root: Path) -> None:
    code, output = invoke(root, "--quiet")
    assert code == 0, output


def fails(root: Path, *options: str) -> str:
    """Build, which must end with code 1 and leave the site as it was; return what was printed."""
    before = stamps(root / "site")
    code, output = invoke(root, *options)
    assert code == 1, output
    assert stamps(root / "site") == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith("site")) == ["site"]
    return output


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(root: Path, file: str, text: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_bad_data_change_nothing(live: Path) -> None:
    change(live, SERVICES, "Klub Příklad Cheb,spolek-priklad", "Klub Příklad Cheb,spolek-prikald")
    output = fails(live)
    assert f"{SERVICES}, řádek {line_of(live, SERVICES, 'spolek-prikald')}, sloupec provider" in output
    assert "Nejbližší existující: spolek-priklad" in output


def test_unknown_id_in_a_text_changes_nothing(live: Path) -> None:
    change(live, "catalogue/prispivejte/index.md", 'contact("linka-priklad")', 'contact("linka-prikald")')
    output = fails(live)
    row = line_of(live, "catalogue/prispivejte/index.md", "linka-prikald")
    assert f"catalogue/prispivejte/index.md, řádek {row}: „linka-prikald“" in output
    assert "Nejbližší existující: linka-priklad" in output


def test_every_wrong_id_is_said_at_once(live: Path) -> None:
    change(live, "catalogue/prispivejte/index.md", 'kind("zkusebni-druh")', 'kind("zkusebni-druhy")')
    change(live, "strategy/index.md", '"zkusebni-strategie"', '"zkusebni-strategi"')
    output = fails(live)
    for file, text in (
        ("catalogue/prispivejte/index.md", "zkusebni-druhy"),
        ("strategy/index.md", "zkusebni-strategi"),
    ):
        assert f"{file}, řádek {line_of(live, file, text)}:" in output


def test_every_wrong_id_is_said_by_several_processes_too(live: Path) -> None:
    change(live, "catalogue/prispivejte/index.md", 'kind("zkusebni-druh")', 'kind("zkusebni-druhy")')
    change(live, "strategy/index.md", '"zkusebni-strategie"', '"zkusebni-strategi"')
    forget(live)
    output = fails(live, "--jobs", "4")
    assert "zkusebni-druhy" in output
    assert "zkusebni-strategi" in output
    assert "Nalezeno: 2\u00a0chyby." in output


def test_wrong_arguments_of_a_macro_change_nothing(live: Path) -> None:
    change(live, "catalogue/prispivejte/index.md", "situations()", "situations(tema=1)")
    output = fails(live)
    row = line_of(live, "catalogue/prispivejte/index.md", "tema=1")
    assert f"catalogue/prispivejte/index.md, řádek {row}" in output
    assert "tema" in output


@pytest.mark.parametrize("text", ['{{ cuont("services") }}', "{{ count( }}", "{{ slovo }}", "{% if %}"])
def test_a_text_that_is_no_template_changes_nothing(live: Path, text: str) -> None:
    page = live / "catalogue" / "pristupnost.md"
    whole = page.read_text(encoding="utf-8")
    page.write_text(f"{whole}\n{text}\n", encoding="utf-8")
    before = stamps(live / "site")
    # In a process of its own: what MkDocs says goes past the runner.
    done = run(COMMAND, "build", "--root", live)
    output = done.stdout + done.stderr
    assert stamps(live / "site") == before
    assert done.returncode == 1, output
    assert f"catalogue/pristupnost.md, řádek {line_of(live, 'catalogue/pristupnost.md', text)}" in output
    assert "Traceback" not in output
    # What was read before the mistake must not be taken for the whole.
    page.write_text(f"{whole}\nV pořádku.\n", encoding="utf-8")
    builds(live)
    assert "pořádku." in (live / "site/pristupnost/index.html").read_text(encoding="utf-8")


def break_template(name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A copy of the folder in which a template lies takes its place, with a mistake in the template."""
    folders = render.template_folders()
    whole = next(one for one in folders if (one / name).is_file())
    copy = shutil.copytree(whole, folder / "templates")
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("{{ row.nic_takoveho }}")
    monkeypatch.setattr(render, "template_folders", lambda: (copy, *(one for one in folders if one != whole)))


def test_a_broken_template_changes_nothing(
    live: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    break_template("pages/service.html", monkeypatch, tmp_path)
    change(live, SERVICES, "Klub Příklad Cheb", "Klub Příklad Chebsko")
    output = fails(live)
    assert "service.html" in output, "the template is not named"
    assert re.search(r"sluzby/[\w-]+/index.html", output), "no page is named"
    assert "nic_takoveho" in output


def test_a_broken_template_stops_all_processes(
    live: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The mistake is met in a child, whose words must reach the parent: a lost message would hang the build."""
    break_template("pages/node.html", monkeypatch, tmp_path)
    forget(live)
    signal.signal(signal.SIGALRM, lambda *words: pytest.fail("the build hangs"))
    signal.alarm(60)
    try:
        output = fails(live, "--jobs", "4")
    finally:
        signal.alarm(0)
    assert "node.html" in output
    assert "nic_takoveho" in output


def forget(root: Path) -> None:
    """Make the next build one from scratch."""
    for manifest in (root / ".cache" / "rozcestnik").glob("manifest-*.json"):
        manifest.unlink()


@pytest.mark.parametrize("fresh", [True, False])
def test_a_full_disk_changes_nothing(live: Path, monkeypatch: pytest.MonkeyPatch, fresh: bool) -> None:
    written = writing._write_file
    left = iter(range(3))

    def short(*words: object) -> int:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return written(*words)  # type: ignore[arg-type]

    if fresh:
        forget(live)
    else:
        change(live, SERVICES, "Klub Příklad Cheb", "Klub Příklad Chebsko")
    monkeypatch.setattr(writing, "_write_file", short)
    before = stamps(live / "site")
    result = CliRunner().invoke(app, ["build", "--root", str(live)])
    gc.enable()
    assert result.exit_code == 1
    assert stamps(live / "site") == before
    monkeypatch.undo()
    builds(live)
    assert "klub-priklad-cheb" in (live / "site/sluzby/index.html").read_text(encoding="utf-8")


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 60)), max_size=20))
def test_shares_hold_every_file_once_and_keep_together_what_is_made_at_once(
    runs: list[tuple[str, int]],
) -> None:
    keys = [f"{key}{at}" for at, (key, count) in enumerate(runs) for _ in range(count)]
    targets = [writing.Target(str(at), key, bytes) for at, key in enumerate(keys)]
    shares = writing._shares(targets)
    assert [one for share in shares for one in share] == targets[::-1], (
        "the last ones, the costly ones, first"
    )
    for one, other in pairwise(shares):
        assert one[-1].key != other[0].key
        assert len(one) >= writing.SHARE


def test_a_file_is_whole_also_where_the_disk_takes_it_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, raw: write(handle, raw[:3]))
    writing._write_file(str(tmp_path), "a/b.html", b"ten bytes!", set())
    assert (tmp_path / "a/b.html").read_bytes() == b"ten bytes!"


# What a build touches ---------------------------------------------------------------------------------


def test_nothing_changed_nothing_written(live: Path) -> None:
    before = stamps(live / "site")
    builds(live)
    assert stamps(live / "site") == before


def test_a_changed_phone_writes_a_few_pages_and_the_right_ones(live: Path) -> None:
    before = stamps(live / "site")
    change(live, "data_packages/services/data/contacts.csv", "+420600000002", "+420600000099")
    builds(live)
    after = stamps(live / "site")
    assert before.keys() == after.keys()
    touched = {path for path in after if after[path] != before[path]}
    holding = {
        path
        for path, (*_, raw) in after.items()
        if b"600000099" in raw or "600\u00a0000\u00a0099".encode() in raw
    }
    assert {"sluzby/klub-priklad-cheb/index.html", "obce/cheb/index.html"} <= holding
    # In a PDF the number is packed: the documents of the municipalities that the service serves.
    printed = {path for path in touched if path.endswith(".pdf")}
    assert printed == {"obce/as/rodinna-politika.pdf", "obce/cheb/rodinna-politika.pdf"}
    # The service worker names a digest of each page that it keeps.
    assert touched - printed == holding | {"sw.js"}
    assert not any(b"600000002" in raw for *_, raw in after.values())


def test_a_removed_service_removes_its_page(live: Path) -> None:
    lines = (live / SERVICES).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("kurz-priklad,")]
    assert len(kept) == len(lines) - 1
    (live / SERVICES).write_text("".join(kept), encoding="utf-8")
    assert (live / "site/sluzby/kurz-priklad/index.html").is_file()
    builds(live)
    assert not (live / "site/sluzby/kurz-priklad").exists()
    assert same_as_from_scratch(live) == []


def same_as_from_scratch(root: Path) -> list[str]:
    """Build the portal anew elsewhere and name the files that differ from its site."""
    fresh = root.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    builds(fresh)
    return differences(read(root / "site"), read(fresh / "site"))


@pytest.mark.parametrize("harm", ["changed", "shortened", "same size", "deleted", "folder deleted"])
def test_a_page_damaged_by_hand_is_made_again(live: Path, harm: str) -> None:
    page = live / "site/sluzby/linka-priklad/index.html"
    whole = read(live / "site")
    raw = page.read_bytes()
    if harm == "changed":
        page.write_bytes(raw + b"<p>navic</p>")
    elif harm == "shortened":
        page.write_bytes(b"")
    elif harm == "same size":
        page.write_bytes(raw.replace(b"Linka", b"Lynka"))
    elif harm == "deleted":
        page.unlink()
    else:
        shutil.rmtree(page.parent)
    builds(live)
    assert differences(whole, read(live / "site")) == []


def test_a_folder_that_is_not_ours_is_not_swept(live: Path) -> None:
    """`--out` may be mistyped: nothing that a build did not make may vanish."""
    elsewhere = live / "important"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("years of work", encoding="utf-8")
    invoke(live, "--out", str(elsewhere))
    assert (elsewhere / "thesis.txt").is_file(), "the build deleted a file that it did not make"


@pytest.mark.parametrize("folder", ["obrazky", "assets"])
def test_a_picture_beside_a_text_is_published(live: Path, folder: str) -> None:
    picture = live / "catalogue" / folder / "mapa.png"
    picture.parent.mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    text = live / "catalogue" / "pristupnost.md"
    text.write_text(text.read_text(encoding="utf-8") + f"\n![Mapa]({folder}/mapa.png)\n", encoding="utf-8")
    builds(live)
    assert (live / "site" / folder / "mapa.png").read_bytes() == picture.read_bytes()
    assert f'src="../{folder}/mapa.png"' in (live / "site/pristupnost/index.html").read_text(encoding="utf-8")


def test_two_places_of_one_portal_do_not_mix(live: Path, tmp_path: Path) -> None:
    builds_to = tmp_path / "second"
    assert invoke(live, "--out", str(builds_to))[0] == 0
    change(live, SERVICES, "Klub Příklad Cheb", "Klub Příklad Chebsko")
    builds(live)
    assert invoke(live, "--out", str(builds_to))[0] == 0
    assert differences(read(live / "site"), read(builds_to)) == []


# Never stale: what is not in the tables --------------------------------------------------------------


def edits(root: Path) -> Iterator[str]:
    """Change one thing beside the tables after another; yield what it was."""
    change(root, "catalogue/pristupnost.md", "nemá žádné makro", "nemá vůbec žádné makro")
    yield "a text"
    change(root, "catalogue/pristupnost.md", "# Přístupnost", "# Přístupnost webu")
    yield "a title"
    (root / "catalogue/novy.md").write_text("# Nový text\n\n{{ count('services') }}\n", encoding="utf-8")
    yield "a new text"
    (root / "catalogue/novy.md").unlink()
    yield "a text taken away"
    change(root, "strategy/index.md", "# Strategie na zkoušku", "# Strategie naší zkoušky")
    yield "a text of the strategies"
    change(root, "mkdocs.yml", "operator: Spolek Příklad", "operator: Obec Příklad")
    yield "the operator"
    change(root, "mkdocs.yml", "site_name: Miniatura", "site_name: Malá mapa")
    yield "the name"
    change(root, "mkdocs.yml", "https://miniatura.test/portal/", "https://mapa.test/")
    yield "the address"
    change(root, "mkdocs.yml", "regions: [CZ041, CZ051]", "regions: [CZ051, CZ041]")
    yield "the order of regions"
    path = root / "data_packages/codelists/datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["description"] += " Nově."
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    yield "a descriptor"


def test_never_stale_whatever_else_changes(live: Path) -> None:
    stale = {}
    for what in edits(live):
        builds(live)
        if wrong := same_as_from_scratch(live):
            stale[what] = wrong
    assert not stale


def test_no_cell_leaves_a_page_stale(portal: Path) -> None:
    found = cells.prove(portal)
    assert not found.stale, (
        f"{len(found.stale)} columns change pages that a build would keep; their `reads` forget something:\n"
        + "\n".join(f"  {column}: {example}" for column, example in sorted(found.stale.items()))
    )
    assert found.never == cells.FIXED, "columns whose cells could not be changed so that the data stay sound"
    assert found.changed > 1000


def test_changes_that_are_proved_at_once_hide_none_of_them(portal: Path) -> None:
    compared = cells.compare(portal, every=100)
    assert [one for one in compared if one[1] != one[2]] == []
    assert len(compared) > 15
    assert sum(len(alone) for _, _, alone in compared) > 40
