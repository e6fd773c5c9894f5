"""Workflows of the code host: few rights, nothing of a stranger's branch runs with any, actions pinned by commit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.compare.forms import LIMIT, MARK
from tests.portals import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
NEW = ("comment.yml", "diff.yml", "pages.yml")
RIGHTS = {
    "ci.yml": {},
    "diff.yml": {},
    "comment.yml": {"actions": "read", "pull-requests": "write"},
    "pages.yml": {"pages": "write", "id-token": "write"},
}
"""All that a workflow may do beside reading its own repository."""


def read(file: Path) -> dict[Any, Any]:
    """A workflow; YAML reads the key `on` as true."""
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_workflow_has_the_rights_that_it_needs_and_no_other(file: Path) -> None:
    workflow = read(file)
    granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    rights = {
        name: level
        for each in granted
        for name, level in each.items()
        if (name, level) != ("contents", "read")
    }
    assert rights == RIGHTS[file.name]
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_code_of_a_branch_runs_with_rights(file: Path) -> None:
    workflow = read(file)
    events = workflow[True]
    assert "pull_request_target" not in events
    for step in steps(workflow):
        uses = step.get("uses", "")
        if uses.startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert "workflow_run" not in events
        # Names of branches and titles are words of strangers: they come by the environment, never into a script.
        assert "${{" not in step.get("run", "")
        assert "${{" not in step.get("with", {}).get("script", "")
    assert "secrets." not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NEW)
def test_actions_are_pinned_by_commit_with_their_version_beside(name: str) -> None:
    lines = [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_the_proposed_data_are_read_by_the_trusted_code() -> None:
    runs = [step["run"] for step in steps(read(FOLDER / "diff.yml")) if "run" in step]
    called = [line for run in runs for line in run.splitlines() if "rozcestnik" in line]
    assert called
    assert all(line.strip().startswith("trusted/.venv/bin/rozcestnik") for line in called)
    assert all("--root proposed --untrusted" in line for line in called)


def test_the_text_of_the_comment_is_measured_before_it_is_written() -> None:
    script = steps(read(FOLDER / "comment.yml"))[-1]["with"]["script"]
    assert "lstatSync" in script and "said.startsWith(mark)" in script
    # Which pull request it is says GitHub, not the file.
    assert "one.head.sha === run.head_sha" in script


def test_where_workflows_change_a_fixed_sentence_stands_in_the_comment() -> None:
    script = steps(read(FOLDER / "comment.yml"))[-1]["with"]["script"]
    listed, touched, written = (
        script.index(one)
        for one in ("rest.pulls.listFiles", "const body = touched", "rest.issues.updateComment")
    )
    assert script.index("if (!pull) return;") < listed < touched < written
    assert '[one.filename, one.previous_filename].some((name) => name?.startsWith(".github/"))' in script
    assert "files.length >= 3000" in script
    assert "`${mark}\\nNávrh mění i postupy v .github, proto tu výpis změn neukazujeme." in script
    # The stranger's text is read, measured and chosen; nothing else is done with it.
    assert re.findall(r"\bsaid\b(?!/)", script) == ["said"] * 4


def test_the_second_half_follows_the_first_and_edits_its_own_comment() -> None:
    first, second = read(FOLDER / "diff.yml"), read(FOLDER / "comment.yml")
    assert second[True]["workflow_run"]["workflows"] == [first["name"]]
    script = steps(second)[-1]["with"]["script"]
    assert MARK in script
    assert "updateComment" in script and "createComment" in script
    limit = re.search(r"said\.length > (\d+)", script)
    assert limit and LIMIT < int(limit[1]) < 65_536
    names = [
        step["with"]["name"] for step in steps(first) if step.get("uses", "").startswith("actions/upload")
    ]
    assert "said" in names and "preview" in names
