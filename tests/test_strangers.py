"""Somebody else's branch brings data and texts; whatever in it would run is refused before MkDocs reads it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from macros.entry.strangers import PATTERNS, TEMPLATES, _digest, foreign_code, is_strangers
from tests.built import COMMAND, ROOT, real_portal, run
from tests.portals import portal

TAIL = {
    "python-object": "x: !!python/object/apply:os.system ['touch canary']\n",
    "python-name": "copyright: !!python/name:os.system\n",
    "environment": "copyright: !ENV HOME\n",
    "hooks": "hooks: [hook.py]\n",
    "inherit": "INHERIT: /tmp/other.yml\n",
    "templates": "extra_templates: [x.html]\n",
    "scripts": "extra_javascript: [https://x.test/a.js]\n",
}
CHANGED = {
    "plugin": ("  - rozcestnik\n", "  - rozcestnik\n  - exec\n"),
    "no plugin of ours": ("  - rozcestnik\n", ""),
    "plugin twice": ("  - macros:\n", "  - macros:\n      modules: [evil]\n  - macros:\n"),
    "extension twice": ("  - abbr\n", "  - abbr:\n      glossary: {a: b}\n  - abbr\n"),
    "module": ("modules: [macros]", "modules: [os]"),
    "module name": ('include_dir: ""', 'include_dir: ""\n      module_name: x'),
    "include": ('include_dir: ""', "include_dir: /etc"),
    "extension": ("  - abbr\n", "  - abbr\n  - pymdownx.snippets\n"),
    "extension options": ("  - tables\n", "  - tables:\n      x: 1\n"),
    "theme": ("  name: material\n", "  name: other\n"),
    "theme elsewhere": ("custom_dir: overrides", "custom_dir: ../overrides"),
    "texts elsewhere": ("docs_dir: catalogue", "docs_dir: /etc"),
    "site elsewhere": ("site_dir: site", "site_dir: ../x"),
}


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Settings and theme of the project, free to be changed."""
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_the_project_itself_is_no_stranger(branch: Path) -> None:
    assert foreign_code(ROOT) == [] and foreign_code(branch) == []


def test_templates_are_those_that_this_version_knows() -> None:
    """After a change of a template write its digest into `macros.entry.strangers.TEMPLATES`."""
    found = {path.name: _digest(path) for path in (ROOT / "overrides").rglob("*.html")}
    assert found == TEMPLATES


@pytest.mark.parametrize("tail", TAIL)
def test_settings_that_run_are_refused(branch: Path, tail: str) -> None:
    config = branch / "mkdocs.yml"
    rows = len(config.read_text(encoding="utf-8").splitlines())
    config.write_text(config.read_text(encoding="utf-8") + TAIL[tail], encoding="utf-8")
    (found,) = foreign_code(branch)
    assert (found.rule, found.row) == ("stranger-settings", rows + 1)


@pytest.mark.parametrize("change", CHANGED)
def test_what_the_project_does_not_ship_is_refused(branch: Path, change: str) -> None:
    config = branch / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count(CHANGED[change][0]) == 1
    config.write_text(text.replace(*CHANGED[change]), encoding="utf-8")
    assert [one.rule for one in foreign_code(branch)] == ["stranger-settings"]


@pytest.mark.parametrize("text", ["", "[]", "a: [", "\x00", "- a", "a: &a [*a]"])
def test_settings_that_cannot_be_read_are_refused(branch: Path, text: str) -> None:
    (branch / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert foreign_code(branch)


def test_changed_and_added_templates_are_refused(branch: Path) -> None:
    (branch / "overrides/404.html").write_text("{{ config }}", encoding="utf-8")
    with (branch / "overrides/main.html").open("a", encoding="utf-8") as file:
        file.write("{{ config }}")
    (branch / "main.py").write_text("", encoding="utf-8")
    assert [one.file for one in foreign_code(branch)] == [
        "main.py",
        "overrides/404.html",
        "overrides/main.html",
    ]


def test_patterns_are_those_that_this_version_knows() -> None:
    """After a new pattern in a schema write it into `macros.entry.strangers.PATTERNS`, if it cannot run for ever."""
    known = {
        field["constraints"]["pattern"]
        for path in (ROOT / "data_packages").glob("*/schemas/*.json")
        for field in json.loads(path.read_text(encoding="utf-8"))["fields"]
        if "pattern" in field.get("constraints", {})
    }
    assert known == PATTERNS


def test_a_pattern_of_a_stranger_never_runs(tmp_path: Path) -> None:
    """`(…+)+` over a name of thirty letters needs longer than any CI waits."""
    root = portal(tmp_path / "portal")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    path = root / "data_packages/services/schemas/services.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    name = next(one for one in schema["fields"] if one["name"] == "name")
    name.setdefault("constraints", {})["pattern"] = "(.+)+\n"
    path.write_text(json.dumps(schema), encoding="utf-8")
    for word in ("check", "build"):
        done = run(COMMAND, word, "--untrusted", "--root", root)
        assert done.returncode == 1 and "services.json, sloupec name" in done.stdout + done.stderr


def test_names_texts_and_the_portals_own_settings_may_change(branch: Path) -> None:
    config = branch / "mkdocs.yml"
    told = yaml.safe_load(config.read_text(encoding="utf-8"))
    told |= {"site_name": "Jiný", "nav": [{"Úvod": "index.md"}]}
    told["extra"]["rozcestnik"]["regions"] = ["CZ041"]
    config.write_text(yaml.safe_dump(told), encoding="utf-8")
    assert foreign_code(branch) == []


def event(folder: Path, head: str | None) -> dict[str, str]:
    path = folder / "event.json"
    repo = {"full_name": head} if head else None
    told = {"pull_request": {"head": {"repo": repo}, "base": {"repo": {"full_name": "a/b"}}}}
    path.write_text(json.dumps(told), encoding="utf-8")
    return {"CI": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(path)}


def test_ci_tells_whose_branch_it_is(tmp_path: Path) -> None:
    assert not is_strangers({})
    assert not is_strangers({"CI": "true", "GITHUB_EVENT_NAME": "push"})
    assert not is_strangers(event(tmp_path, "a/b"))
    assert is_strangers(event(tmp_path, "c/b"))
    assert is_strangers(event(tmp_path, None))
    assert is_strangers({"CI": "true", "GITHUB_EVENT_NAME": "pull_request_target"})
    merge = {"CI": "true", "CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "1"}
    assert not is_strangers(merge)
    assert is_strangers(merge | {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2"})


def test_a_hook_of_a_stranger_never_runs(tmp_path: Path) -> None:
    root = real_portal(tmp_path / "portal")
    canary = tmp_path / "canary"
    (root / "hook.py").write_text(f"open({str(canary)!r}, 'w')\n", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    for words in (("check", "--untrusted"), ("build", "--untrusted")):
        done = run(COMMAND, *words, "--root", root)
        assert done.returncode == 1 and "mkdocs.yml, řádek" in done.stdout + done.stderr
    assert run(COMMAND, "build", "--root", root, **event(tmp_path, "c/b")).returncode == 1
    assert not canary.exists()
