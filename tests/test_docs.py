"""What is promised in words is there: macros, commands, packages, columns, parts of templates."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from macros import portal
from macros.entry.cli import app
from macros.files.code import CODE
from macros.portal import CALLED, MACROS, ROWS
from macros.texts.bundle import load_bundle
from tests import rows
from tests.built import Built, words
from tests.portals import read_package

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(path.parent for path in ROOT.glob("data_packages/*/datapackage.json"))
MANUAL = "catalogue/prispivejte/makra.md"


# Macros -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def calls(real: Built) -> dict[str, list[str]]:
    """Macros that texts call, by file."""
    cache = real.root / ".cache" / "rozcestnik"
    key = json.loads((cache / "bundle.json").read_text(encoding="utf-8"))["key"]
    bundle = load_bundle(cache / "bundle.json", cache / "bundle", key)
    assert bundle
    found: dict[str, list[str]] = {}
    for call in bundle.calls:
        found.setdefault(call.file, []).append(call.macro)
    return found


def test_every_macro_is_shown_living_in_the_manual(calls: dict[str, list[str]]) -> None:
    # The search field stands once on a page: on the home page from the macro, elsewhere in the header.
    assert set(CALLED) - set(calls[MANUAL]) == {"search_box"}
    assert "search_box" in calls["catalogue/index.md"]


@pytest.mark.parametrize("macro", CALLED)
def test_every_macro_is_named_in_the_manual(real: Built, macro: str) -> None:
    page = real.tree("prispivejte/makra/")
    assert any(macro in words(code) for code in page.xpath("//main//code"))
    assert f"{{{{ {macro}(" in words(page.xpath("//main")[0]), "an example of the call, to be copied"


def test_every_macro_describes_itself() -> None:
    assert [name for name in CALLED if not (MACROS[name].show.__doc__ or "").strip().endswith(".")] == []


# Commands ---------------------------------------------------------------------------------------------


def commands() -> list[tuple[str, str]]:
    """Every command with each of its options, "" for the command itself."""
    found = []
    assert isinstance(app, click.Group)
    for name, command in sorted(app.commands.items()):
        found.append((name, ""))
        found += [
            (name, option)
            for one in command.params
            if isinstance(one, click.Option)
            for option in one.opts
            if option.startswith("--") and option != "--help"
        ]
    return found


@pytest.mark.parametrize(("command", "option"), commands())
def test_readme_names_every_command_and_option(command: str, option: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"rozcestnik {command}" in text
    assert option in text


def test_readme_names_every_target_of_make() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(targets) >= 8
    assert [target for target in targets if target != "help" and f"make {target}" not in text] == []


def test_every_command_explains_itself() -> None:
    assert isinstance(app, click.Group)
    for command in app.commands.values():
        assert command.help
        assert all(one.help for one in command.params if isinstance(one, click.Option) and one.name != "help")


# Security ----------------------------------------------------------------------------------------------


def test_the_threat_model_names_tests_that_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    files = re.findall(r"`(tests/[\w/]+\.py)`", text)
    named = re.findall(r"`(test_\w+)::(test_\w+)`", text)
    assert len(files) >= 9 and len(named) >= 20
    assert [file for file in files if not (ROOT / file).is_file()] == []
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    assert [name for file, name in named if f"def {name}(" not in sources[file]] == []


# Packages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_every_package_has_a_readme_that_names_its_tables(package: Path) -> None:
    text = (package / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert [name for name in read_package(package).schemas if name not in text] == []


def columns() -> list[Any]:
    return [
        pytest.param(resource, field, id=f"{package.name}/{resource['name']}.{field['name']}")
        for package in PACKAGES
        for resource in json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        for field in json.loads((package / resource["schema"]).read_text(encoding="utf-8"))["fields"]
    ]


def test_every_column_has_a_title_a_description_and_an_example() -> None:
    wrong = []
    for param in columns():
        field = param.values[1]
        wrong += [
            f"{param.id}: {name}"
            for name in ("title", "description", "example")
            if not str(field.get(name, "")).strip()
        ]
        if len(field.get("description", "")) < 10:
            wrong.append(f"{param.id}: description is too short")
    assert not wrong, wrong


def test_descriptors_say_what_whose_and_under_which_licence() -> None:
    for package in PACKAGES:
        descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        for name in ("name", "title", "description", "version", "licenses", "sources"):
            assert descriptor.get(name), f"{package.name}: {name}"
        for resource in descriptor["resources"]:
            schema = json.loads((package / resource["schema"]).read_text(encoding="utf-8"))
            assert schema.get("title") and schema.get("description"), resource["name"]
            assert (package / resource["path"]).is_file()


def test_row_classes_are_what_the_schemas_say() -> None:
    old = [
        name
        for name, text in rows.files().items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert not old, f"{', '.join(old)}: older than the schemas. To write them anew: python -m tests.rows"


def test_rows_have_the_columns_of_their_schemas() -> None:
    tables = {
        (package.name, name): schema.names
        for package in map(read_package, PACKAGES)
        for name, schema in package.schemas.items()
    }
    assert set(tables) == set(ROWS)
    for key, names in tables.items():
        assert ROWS[key]._fields == (*names, "row_number", "line"), key


TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "date": dt.date}


def test_rows_have_the_types_of_their_schemas() -> None:
    for package in map(read_package, PACKAGES):
        for name, schema in package.schemas.items():
            kinds = ROWS[package.name, name].__annotations__
            for one in schema.fields:
                kind = TYPES[one.type]
                wanted = kind if one.type == "string" or one.required else kind | None
                assert kinds[one.name] == wanted, f"{package.name}/{name}.{one.name}"


# Templates --------------------------------------------------------------------------------------------


def test_every_page_template_has_a_family_and_every_family_a_template() -> None:
    families = {family.name for family in portal.families()}
    assert {path.stem for path in CODE.rglob("templates/pages/*.html")} == families


def test_every_part_is_used() -> None:
    """A macro of a template is used by another template, or asked for by name in Python."""
    templates = {path: path.read_text(encoding="utf-8") for path in CODE.rglob("*.html")}
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    unused = []
    for path in CODE.rglob("templates/parts/*.html"):
        for name in re.findall(r"{%-?\s*macro\s+(\w+)\(", templates[path]):
            called = any(
                re.search(rf"(?<!macro ){name}\(", text) or re.search(rf"import [^%]*\b{name}\b", text)
                for text in templates.values()
            )
            if not called and not re.search(rf'["\'.]{name}\b', code):
                unused.append(f"{path.name}: {name}")
    assert not unused
    imported = {name for text in templates.values() for name in re.findall(r'from "(parts/[^"]+)"', text)}
    asked = set(re.findall(r"parts/\w+\.html", code)) | {
        f"parts/{name}.html" for name in re.findall(r'\.part\("(\w+)"', code)
    }
    assert {f"parts/{path.name}" for path in CODE.rglob("templates/parts/*.html")} <= imported | asked


def test_no_import_of_a_part_is_idle() -> None:
    idle = []
    for path in CODE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for names in re.findall(r'{%-?\s*from "[^"]+" import ([^%]+?)\s*-?%}', text):
            for name in names.split(","):
                alias = name.split(" as ")[-1].strip()
                if len(re.findall(rf"\b{alias}\b", text)) < 2:
                    idle.append(f"{path.name}: {alias}")
    assert not idle


TEMPLATES = [*CODE.rglob("templates/**/*.html"), *(ROOT / "overrides").rglob("*.html")]


@pytest.mark.parametrize("path", sorted(TEMPLATES), ids=lambda path: path.name)
def test_no_line_of_a_template_is_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [
        f"{row}: {line}" for row, line in enumerate(lines, 1) if len(line) > 120 or line != line.rstrip()
    ] == []
