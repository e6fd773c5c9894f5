"""Nothing that protects is lost by a slip: what is misspelt, dropped or leads elsewhere stops `check` and build."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from macros import check as checks
from macros.data import packages as packages_
from macros.data.problems import Problem, problem
from macros.entry.cli import app
from macros.load import load_site
from macros.publish.targets import _clashes
from macros.publish.writing import Target
from macros.subjects.catalogue.model import Catalogue
from macros.texts.bundle import Bundle, Gathering
from tests import portals
from tests.built import COMMAND, Built, run

DATA = "data_packages"


@pytest.fixture(autouse=True)
def no_mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong is said before texts are waited for: whoever waits for MkDocs here fails."""

    def wait() -> Bundle:
        raise AssertionError("the build went on")

    monkeypatch.setattr("macros.texts.gather.gather_beside", lambda root, folder: Gathering(wait))


def errors(root: Path) -> list[Problem]:
    return [one for one in portals.problems_of(root) if not one.warning]


def rules(root: Path) -> set[tuple[str, str]]:
    """(file, rule) of every error."""
    return {(one.file, one.rule) for one in errors(root)}


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def quiet(done: Result) -> bool:
    """Whether a command refused with words, not with a traceback."""
    return done.exit_code == 1 and (done.exception is None or isinstance(done.exception, SystemExit))


# --- paths -----------------------------------------------------------------------------------------

PLACES = ["catalogue/x", "strategy/x", "overrides/x", f"{DATA}/x", f"{DATA}/services/data/x.csv"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["link to a folder", "link to a file", "dead link", "pipe", "socket"])
def test_what_leads_elsewhere_is_refused_by_name(
    portal: Path, tmp_path: Path, place: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "token.md").write_text("tajné")
    path = portal / place
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        monkeypatch.chdir(path.parent)
        socket.socket(socket.AF_UNIX).bind(path.name)
    else:
        aims = {"link to a folder": "outside", "link to a file": "outside/token.md", "dead link": "nic"}
        path.symlink_to(tmp_path / aims[kind])
    assert (place, "path-link") in rules(portal)
    for words in (["check"], ["check", "--fix"], ["build", "-q", "--out", tmp_path / "site"]):
        done = command(*words, "--root", portal)
        assert quiet(done)
        assert place in done.output
    assert not (tmp_path / "site").exists()


def test_a_whole_folder_that_is_a_link_is_refused(portal: Path, tmp_path: Path) -> None:
    shutil.move(portal / "strategy", tmp_path / "strategy")
    (portal / "strategy").symlink_to(tmp_path / "strategy")
    assert ("strategy", "path-link") in rules(portal)


def test_settings_that_are_a_pipe_are_refused_before_they_are_opened(portal: Path) -> None:
    (portal / "mkdocs.yml").unlink()
    os.mkfifo(portal / "mkdocs.yml")
    for word in ("check", "build", "pages"):
        done = command(word, "--root", portal)
        assert quiet(done)
        assert "mkdocs.yml" in done.output


def test_a_name_with_invisible_characters_is_refused(portal: Path) -> None:
    (portal / "catalogue" / "pomoc\u200b.md").write_text("x")
    assert ("catalogue/pomoc�.md", "path-name") in rules(portal)


# --- descriptors -----------------------------------------------------------------------------------


def edit(root: Path, package: str, change: Any, table: str = "") -> str:
    """Change a descriptor, or the schema of a table, as JSON; return its path."""
    path = root / DATA / package / (f"schemas/{table}.json" if table else "datapackage.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path.relative_to(root).as_posix()


@pytest.mark.parametrize(
    "given",
    [
        *("/etc/passwd", "../../../etc/passwd", "data/../../services/data/places.csv", "~/x.csv", "x.txt"),
        *("https://priklad.test/x.csv", "file:///etc/x.csv", "//x/y.csv", "C:\\x.csv", "data\\x.csv"),
        *(".git/x.csv", "data//hours.csv", "./data/hours.csv", "", "datapackage.json", ["data/hours.csv"], 5),
        *(None, {}, "data/places.csv", "data/Places.csv", "data/hours.csv\0"),
    ],
)
def test_a_table_names_only_its_own_file_inside_the_package(portal: Path, given: object) -> None:
    file = edit(portal, "services", lambda raw: raw["resources"][4].update(path=given))
    assert file in {one.file for one in errors(portal)}
    assert quiet(command("build", "--root", portal))


@pytest.mark.parametrize("given", ["/etc/hosts", "../codelists/schemas/kinds.json", "https://x.test/a.json"])
def test_a_schema_lies_inside_the_package(portal: Path, given: str) -> None:
    file = edit(portal, "services", lambda raw: raw["resources"][0].update(schema=given))
    assert (file, "descriptor-path") in rules(portal)


@pytest.mark.parametrize("deep", ["[" * 1_000_000, '{"a":' * 100_000, "[" * 500 + "]" * 500])
def test_nesting_without_end_is_one_problem(portal: Path, deep: str) -> None:
    for name in ("services/datapackage.json", "situations/schemas/themes.json"):
        (portal / DATA / name).write_text(deep)
    found = errors(portal)
    assert sorted(one.file for one in found if one.rule == "descriptor") == [
        f"{DATA}/services/datapackage.json",
        f"{DATA}/situations/schemas/themes.json",
    ]


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 50, b"\xff\xfe{}", b"[]", b"null", b"5", b'{"name": 5}', b"NaN"]
)
def test_what_is_no_description_is_said_without_a_traceback(portal: Path, raw: bytes) -> None:
    for name in ("services/datapackage.json", "situations/schemas/themes.json"):
        (portal / DATA / name).write_bytes(raw)
    assert {f"{DATA}/services/datapackage.json", f"{DATA}/situations/schemas/themes.json"} <= {
        one.file for one in errors(portal)
    }
    assert quiet(command("check", "--root", portal))
    assert quiet(command("check", "--fix", "--root", portal))


def test_a_huge_descriptor_is_not_read(portal: Path) -> None:
    (portal / DATA / "services" / "datapackage.json").write_text(" " * (1 << 21))
    assert (f"{DATA}/services/datapackage.json", "descriptor") in rules(portal)


def with_field(**changed: object) -> Any:
    return lambda raw: raw["fields"][1].update(changed)


@pytest.mark.parametrize(
    "change",
    [
        with_field(type="text"),
        with_field(type=5),
        with_field(constraints={"requird": True}),
        with_field(constraints={"required": "yes"}),
        with_field(constraints={"minimum": "1"}),
        with_field(constraints={"maxLength": "80"}),
        with_field(constraints={"enum": []}),
        with_field(constraints=[]),
        with_field(constrains={}),
        with_field(reference={"package": "services"}),
        with_field(reference={"package": "services", "resource": "x", "field": "id", "sep": ";"}),
        with_field(name="id"),
        lambda raw: raw.update(primaryKey=["neni"]),
        lambda raw: raw.update(primaryKey="id"),
        lambda raw: raw.update(uniqueKeys=[["neni"]]),
        lambda raw: raw.update(primaryKeys=["id"]),
        lambda raw: raw.update(fields={}),
        lambda raw: raw.update(fields=[]),
        lambda raw: raw.pop("fields"),
    ],
)
def test_a_schema_says_only_what_the_program_understands(portal: Path, change: Any) -> None:
    file = edit(portal, "services", change, "services")
    assert file in {one.file for one in errors(portal)}
    assert quiet(command("check", "--root", portal))


# --- what is missing -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["codelists", "services", "situations", "territory"])
def test_a_package_that_every_portal_needs_is_missed(portal: Path, name: str) -> None:
    shutil.rmtree(portal / DATA / name)
    assert (f"{DATA}/{name}", "package-missing") in rules(portal)
    assert quiet(command("build", "--root", portal))


def test_a_portal_without_any_data_is_not_in_order(portal: Path) -> None:
    shutil.rmtree(portal / DATA)
    done = command("check", "--root", portal)
    assert quiet(done)
    assert done.output.count("Balíček chybí") == 4


def test_a_package_with_a_misspelt_folder_is_missed(portal: Path) -> None:
    shutil.move(portal / DATA / "evaluation", portal / DATA / "evalution")
    edit(portal, "evalution", lambda raw: raw.update(name="evalution"))
    assert (f"{DATA}/evaluation", "package-missing") in rules(portal)


def test_a_folder_without_a_descriptor_is_said(portal: Path) -> None:
    (portal / DATA / "services" / "datapackage.json").unlink()
    assert (f"{DATA}/services/datapackage.json", "fault-missing") in rules(portal)


@pytest.mark.parametrize("key", sorted(packages_.read_all(portals.FIXTURE)[1]), ids="/".join)
def test_a_dropped_table_is_missed_even_when_its_files_are_gone(portal: Path, key: tuple[str, str]) -> None:
    package, table = key
    kept = lambda raw: [one for one in raw["resources"] if one["name"] != table]  # noqa: E731
    file = edit(portal, package, lambda raw: raw.update(resources=kept(raw)))
    for path in (f"data/{table}.csv", f"schemas/{table}.json"):
        assert (f"{DATA}/{package}/{path}", "descriptor-unnamed") in rules(portal)
        (portal / DATA / package / path).unlink()
    assert {(file, "table-missing"), (file, "descriptor")} & rules(portal)


def test_a_package_that_others_refer_to_is_missed(portal: Path) -> None:
    tables = packages_.read_all(portal)[1].values()
    target = "indicators"
    users = {
        one.file
        for one in tables
        for field in one.schema.fields
        if one.package != target
        if field.reference and field.reference.package == target and any(one.columns[field.name])
    }
    shutil.rmtree(portal / DATA / target)
    assert {file for file, rule in rules(portal) if rule == "package-needed"} == users


# --- addresses -------------------------------------------------------------------------------------


def test_no_page_of_the_site_can_be_redirected_away(
    mini: Built, portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here ids are asked for by name; of a confidential service the report would not say it.
    monkeypatch.setattr(checks, "hush", lambda found, tables: found)
    pages = [path.removesuffix("index.html") for path in mini.paths() if path.endswith("/index.html")]
    assert len(pages) > 100
    rows = "".join(f"{page},situace/,2024-01-01,Omyl.\n" for page in pages)
    path = portal / DATA / "codelists/data/redirects.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n" + rows, encoding="utf-8")
    told = "\n".join(f"{one.value} {dict(one.details)}" for one in errors(portal))
    refused = {one.value for one in errors(portal) if one.rule == "redirect-living"}
    ids = {one.value for one in errors(portal) if one.rule == "id-reused"}
    silent = [page for page in pages if page not in refused and not names(page, ids)]
    assert silent == [], told


def names(page: str, ids: set[str]) -> bool:
    """Whether one of the ids, whose rows are blamed, is the last part of an address."""
    last = page.rstrip("/").rpartition("/")[2]
    return any(one == last or one.endswith(f"-{last}") for one in ids)


def test_two_files_of_one_address_stop_the_build(portal: Path) -> None:
    site = load_site(portal).site
    old = site[Catalogue].redirects[0].old_path + "index.html"
    made = [Target(path, "", bytes) for path in ("a/b", "A/b", "c", "c/d", old, old, "e/f")]
    found = list(_clashes(site, made))
    assert [one.value for one in found] == ["a/b", "c", old]
    assert found[2].file == f"{DATA}/codelists/data/redirects.csv"
    assert found[2].row == site[Catalogue].redirects[0].row_number
    assert problem("x", 0, "", "address-twice", "a/b").what()


# --- settings --------------------------------------------------------------------------------------


def settings_say(root: Path, find: str, replace: str) -> None:
    portals.change(root, {"file": "mkdocs.yml", "find": find, "replace": replace})


@pytest.mark.parametrize(
    ("find", "replace", "key"),
    [
        ("[CZ041, CZ051]", "CZ041", "regions"),
        ("[CZ041, CZ051]", "[CZ041, 5]", "regions"),
        ("[CZ041, CZ051]", "[CZ041, CZ041]", "regions"),
        ("[strategie-priklad, zkusebni-strategie]", "{a: b}", "strategies"),
        ("emergency: []", "emergency: linka", "emergency"),
        ("emergency: []", "emergancy: []", "emergancy"),
        ("emergency: []", "emergency: [neni]", "emergency"),
        # The value got lost, or stands behind a tag that nobody reads: no list and no switch.
        ("emergency: []", "emergency:", "emergency"),
        ("emergency: []", "emergency: !linky [linka-pomoci]", "emergency"),
        ("[CZ041, CZ051]", "", "regions"),
        ("leaflets: true", "leaflets: null", "leaflets"),
        ("leaflets: true", 'leaflets: "ano"', "leaflets"),
        ("leaflets: true", "maps: 0", "maps"),
        ("leaflets: true", "leaflet: true", "leaflet"),
        ("branch: main", "branch: ../../x", "branch"),
        ("operator: Spolek Příklad", "operator: [Spolek]", "operator"),
        ("redakce@priklad.test", '"a@b.cz\\nBcc: x@y.cz"', "contact_email"),
        ("redakce@priklad.test", "redakce", "contact_email"),
        ("operator: Spolek Příklad", 'feedback_url: "javascript:alert(1)"', "feedback_url"),
        ("operator: Spolek Příklad", 'feedback_url: "https://form.test/{stranka}"', "feedback_url"),
        ("operator: Spolek Příklad", "feedback_url: [https://form.test/]", "feedback_url"),
        ("https://miniatura.test/portal/", "miniatura.test", "site_url"),
        ("https://miniatura.test/portal/", "javascript:alert(1)", "site_url"),
        ("https://miniatura.test/portal/", "https://", "site_url"),
        ("https://miniatura.test/portal/", '"https://a.test/\\"onload="', "site_url"),
        ("https://github.com/priklad/miniatura", "javascript:alert(1)", "repo_url"),
        ("https://github.com/priklad/miniatura", "https://u:p@github.com/x/y", "repo_url"),
        ("https://github.com/priklad/miniatura", "https://[::1", "repo_url"),
        ("docs_dir: catalogue", "docs_dir: /etc", "docs_dir"),
        ("use_directory_urls: true", "use_directory_urls: false", "use_directory_urls"),
        ("site_name:", "site_nam:", "site_nam"),
        *(
            ("site_dir: site", f"site_dir: {one}", "site_dir")
            for one in (
                ".",
                "..",
                "../..",
                "/",
                "data_packages",
                "data_packages/x",
                "Catalogue",
                "strategy/a",
            )
        ),
        *(
            ("site_dir: site", f"site_dir: {one}", "site_dir")
            for one in (".git", ".cache/x", "mkdocs.yml", '""')
        ),
    ],
)
def test_a_wrong_setting_is_an_error_with_its_key(portal: Path, find: str, replace: str, key: str) -> None:
    settings_say(portal, find, replace)
    before = {path: path.stat().st_mtime_ns for path in sorted(portal.rglob("*"))}
    assert key in {one.column for one in errors(portal) if one.file == "mkdocs.yml"}
    done = command("build", "--root", portal)
    assert quiet(done)
    assert "mkdocs.yml" in done.output
    after = {
        path: path.stat().st_mtime_ns for path in sorted(portal.rglob("*")) if ".cache" not in path.parts
    }
    if key != "emergency":  # that one is known only from the data: texts are being read meanwhile
        assert after == before


@pytest.mark.parametrize("key", ["regions", "strategies", "emergency"])
def test_a_list_that_got_lost_from_the_settings_is_told(portal: Path, key: str) -> None:
    rules = {"setting-unsaid", "emergency-none"}
    assert not rules & {one.rule for one in portals.problems_of(portal)}
    settings_say(portal, f"    {key}:", f"    # {key}:")
    found = [one for one in portals.problems_of(portal) if one.rule in rules]
    assert [(one.file, one.column, one.warning) for one in found] == [("mkdocs.yml", key, True)]


def test_a_column_whose_name_no_program_would_choose_is_an_error_with_words(portal: Path) -> None:
    file = edit(portal, "indicators", lambda raw: raw["fields"][0].update(name=" indicator"), "targets")
    assert (file, "descriptor") in rules(portal)


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"[]", b"5", b"site_name: [", b"\xff\xfe", b"a: &a [*a]", b"site_name: x", b"extra: []"),
        *(b"extra:\n  rozcestnik: [a]", b"extra:\n  rozcestnk: {}", b"\0", b"? [a]\n: b", b"a: 2024-99-99"),
        *(b"[" * 100_000, b"extra: {rozcestnik: {1: 2}}", b"a: !!python/object/apply:os.getcwd []"),
    ],
)
def test_settings_that_nobody_can_read_are_one_sentence(portal: Path, raw: bytes) -> None:
    (portal / "mkdocs.yml").write_bytes(raw)
    assert "mkdocs.yml" in {one.file for one in errors(portal)}
    for word in ("check", "build", "pages", "leaflets"):
        done = command(word, "--root", portal)
        assert quiet(done), word
        assert "mkdocs.yml" in done.output
    assert not (portal / "site").exists()


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_settings_that_are_not_there_are_said(portal: Path, kind: str) -> None:
    (portal / "mkdocs.yml").unlink()
    if kind == "folder":
        (portal / "mkdocs.yml").mkdir()
    for word in ("check", "build"):
        assert quiet(command(word, "--root", portal))


@pytest.mark.parametrize(
    ("find", "replace"), [("active,", "ended,"), ("active,", "closed,"), ("active,", "planned,")]
)
def test_an_emergency_line_that_does_not_answer_is_an_error(portal: Path, find: str, replace: str) -> None:
    site = load_site(portal).site
    line = next(one for one in site[Catalogue].services.values() if one.phones and one.row.status == "active")
    settings_say(portal, "emergency: []", f"emergency: [{line.row.id}]")
    assert errors(portal) == []
    path = portal / DATA / "services/data/services.csv"
    rows = path.read_text(encoding="utf-8").split("\n")
    at = line.row.row_number - 1
    rows[at] = rows[at].replace(find, replace, 1)
    path.write_text("\n".join(rows), encoding="utf-8")
    assert "emergency-line" in {one.rule for one in errors(portal)}


def test_mkdocs_refuses_what_check_refuses(portal: Path) -> None:
    settings_say(portal, "leaflets: true", "leaflet: true")
    mkdocs = COMMAND.with_name("mkdocs")
    done = run(mkdocs, "build", "--quiet", "--config-file", portal / "mkdocs.yml")
    assert done.returncode != 0
    assert "leaflet" in done.stderr
    assert "Traceback" not in done.stderr
    settings_say(portal, "leaflet: true", "leaflets: true")
    done = run(mkdocs, "build", "-q", "-f", portal / "mkdocs.yml", "-d", portal / "data_packages")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert (portal / DATA / "services" / "datapackage.json").is_file()


# --- files that cannot be read ---------------------------------------------------------------------

FILES = [
    f"{DATA}/services/data/services.csv",
    f"{DATA}/services/datapackage.json",
    f"{DATA}/services/schemas/places.json",
    "catalogue/situace/domaci-nasili.md",
    "strategy/index.md",
]


@pytest.mark.parametrize("file", FILES)
def test_a_folder_where_a_file_should_be_is_named(portal: Path, file: str) -> None:
    (portal / file).unlink()
    (portal / file).mkdir()
    done = command("check", "--root", portal)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if not file.endswith(".md"):
        assert quiet(done)
        assert file in done.output
        assert quiet(command("build", "--root", portal))


@pytest.mark.parametrize("file", [*FILES, "mkdocs.yml"])
def test_a_file_without_rights_is_named(portal: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(real: Any) -> Any:
        def read(path: Path, *args: Any, **kwargs: Any) -> Any:
            if path == portal / file:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *args, **kwargs)

        return read

    for name in ("read_bytes", "read_text"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))
    for word in ("check", "build"):
        done = command(word, "--root", portal)
        assert quiet(done)
        assert file in done.output
        assert "nemáte práva" in done.output


@pytest.mark.parametrize("raw", [b"", b"\0", b"\0" * 400, b"\xff\xfe\0", b"a\0b\n", b"\n\n"])
@pytest.mark.parametrize("file", FILES)
def test_empty_files_and_zero_bytes_are_named(portal: Path, file: str, raw: bytes) -> None:
    (portal / file).write_bytes(raw)
    done = command("check", "--root", portal)
    assert quiet(done)
    assert file in done.output
