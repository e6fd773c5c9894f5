"""Portals for tests: the miniature site put together anew, and the mistakes that people make in it."""

from __future__ import annotations

import base64
import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from macros.check import Data, run
from macros.data.packages import read_all
from macros.data.problems import Problem
from macros.data.schema import Package, package_of
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.portal import CALLED, CHECKS
from macros.texts.reading import check_texts

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "tests" / "fixture_site"
BROKEN = ROOT / "tests" / "broken"


def portal(folder: Path) -> Path:
    """Put the miniature site together in `folder`: its data and texts, the real descriptors and schemas."""
    copy_descriptors(folder)
    for data in FIXTURE.glob("data_packages/*/data"):
        shutil.copytree(data, folder / data.relative_to(FIXTURE))
    for name in ("catalogue", "strategy"):
        shutil.copytree(FIXTURE / name, folder / name)
    config = (FIXTURE / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("../../overrides", (ROOT / "overrides").as_posix())
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def copy_descriptors(folder: Path) -> None:
    """Copy the schemas of all packages of the project, and datapackage.json without the sources."""
    for path in (ROOT / "data_packages").glob("*/datapackage.json"):
        package = folder / path.parent.relative_to(ROOT)
        package.mkdir(parents=True, exist_ok=True)
        (package / path.name).write_text(descriptor(path), encoding="utf-8")
        shutil.copytree(path.parent / "schemas", package / "schemas", dirs_exist_ok=True)


def descriptor(path: Path) -> str:
    """Return a real datapackage.json without what it says of the real data: fictional ones have no sources."""
    read = json.loads(path.read_text(encoding="utf-8")) | {"sources": []}
    return json.dumps(read, ensure_ascii=False, indent=2) + "\n"


def problems_of(root: Path) -> list[Problem]:
    """Read and check a portal; all its problems."""
    packages, tables, problems = read_all(root)
    problems += check_texts(root, CALLED)
    data = Data(root, packages, tables, read_settings(root), guide_steps(root))
    return problems + run(data, CHECKS)


def case(name: str) -> dict[str, Any]:
    """Read case.yml of a broken case: `mistake` (for people) and `edits`."""
    read: dict[str, Any] = yaml.safe_load((BROKEN / name / "case.yml").read_text(encoding="utf-8"))
    return read


def broken(name: str, folder: Path) -> Path:
    """Put the miniature site together with the mistake of one case."""
    root = portal(folder)
    for edit in case(name)["edits"]:
        change(root, edit)
    return root


def problems_of_case(name: str, folder: Path) -> list[Problem]:
    """All problems of a broken case, found once: `folder` is where it is put together if it was not before."""
    if name not in _FOUND:
        _FOUND[name] = problems_of(broken(name, folder))
    return list(_FOUND[name])


_FOUND: dict[str, list[Problem]] = {}


def change(root: Path, edit: dict[str, Any]) -> None:
    """Make one edit. Text edits need exactly one match, so that a case cannot quietly stop to be one.

    find + replace; append (a line); delete; bytes (base64); reverse (all rows); pasted (a text that stands
    in another encoding than its file); and how a program saved it: delimiter, newline, bom, encoding, end.
    """
    path = root / edit["file"]
    if edit.get("delete"):
        path.unlink()
    elif "bytes" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(edit["bytes"]))
    else:
        path.write_bytes(_saved(_edited(path.read_bytes().decode("utf-8"), edit), edit))


def _edited(text: str, edit: dict[str, Any]) -> str:
    if "find" in edit:
        found = text.count(edit["find"])
        assert found == 1, f"{edit['file']}: {edit['find']!r} stands there {found} times"
        text = text.replace(edit["find"], edit["replace"])
    if "append" in edit:
        text += edit["append"] + "\n"
    if edit.get("reverse"):
        header, *rows = text.splitlines(keepends=True)
        text = "".join([header, *reversed(rows)])
    return text


def _saved(text: str, edit: dict[str, Any]) -> bytes:
    if "delimiter" in edit:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=edit["delimiter"], lineterminator="\n")
        writer.writerows(csv.reader(io.StringIO(text, newline="")))
        text = out.getvalue()
    if edit.get("end") is False:
        text = text.removesuffix("\n")
    if edit.get("newline") == "crlf":
        text = text.replace("\n", "\r\n")
    raw = ("\ufeff" * bool(edit.get("bom")) + text).encode(edit.get("encoding", "utf-8"))
    if "pasted" in edit:
        words, encoding = edit["pasted"]["text"], edit["pasted"]["encoding"]
        assert raw.count(words.encode()) == 1
        raw = raw.replace(words.encode(), words.encode(encoding))
    return raw


def read_package(folder: Path) -> Package:
    """Read a datapackage.json that is right, and its schemas."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {
        str(resource["name"]): json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))
        for resource in described["resources"]
    }
    return package_of(folder, described, schemas)
