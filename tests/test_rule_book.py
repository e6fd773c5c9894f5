"""Checks find what they declare and nothing else; every id is declared, found somewhere, and can be asked for alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.check import Check, Data, check, run
from macros.check.links import LINK_RULES
from macros.check.readers import COMMANDS, READERS, Choice, UnknownRule, findable, rule_of
from macros.data.packages import read_all
from macros.data.problems import Problem, problem
from macros.data.proved import Proved
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.data.wording import RULES
from macros.entry.cli import app
from macros.portal import CALLED, CHECKS
from macros.texts.reading import check_texts
from tests import portals

ELSEWHERE = {
    # What can be wrong in a filled form is in tests/test_assessment_form.py and tests/test_capacity.py.
    *(rule for rule in RULES if rule.startswith("form-")),
    # What can be wrong in a table of wishes is in tests/test_wishes.py.
    *(rule for rule in RULES if rule.startswith(("wishes-", "kept-"))),
    # What can be wrong in a file of journeys is in tests/test_reachability.py.
    *(rule for rule in RULES if rule.startswith("ways-")),
    # What the system refuses is in tests/test_faults.py.
    *(rule for rule in RULES if rule.startswith("fault-")),
    # see test_strangers
    "stranger-settings",
    "stranger-file",
    "stranger-pattern",
    # see test_files
    "file-enough",
    "file-large",
    "cell-long",
    "and-more",
    # These need a git repository: see test_checks and test_strategies.
    "change-silent",
    "id-lost",
    "own-in-git",
    "protection-off",
    "rows-lost-at-end",
    "rows-lost-many",
    "secret-former",
    "setting-unsaid",  # see test_slips
    "first-nobody",  # see test_first_answers
    "guide-none",  # see test_lies
    # see test_placing
    "out-folder",
    "out-place",
    "out-taken",
    "locked",
    "page-error",
    "document-error",
    "macro-error",
    # see test_indicators
    "small-count-told",
    "small-count-built",
    # links, pipes and whole packages: see test_slips
    "path-link",
    "path-name",
    "package-missing",
    "package-needed",
    "address-twice",
    "text-name",
    "guide-place",
    "exit-missing",
}
"""Ids that no broken case shows: other tests do."""


@dataclass
class Case:
    """A broken case, read and checked: what readers and each check found, and what the whole run says."""

    name: str
    data: Data
    read: list[Problem]
    by_check: dict[Check, set[str]] = field(default_factory=dict)
    whole: list[Problem] = field(default_factory=list)

    def fresh(self) -> Data:
        """The data, without what an earlier run kept in them."""
        return replace(self.data, proved=Proved(), changed=[])


def recorded(rule: Check, found: set[str]) -> Check:
    """A check that notes the ids of what it finds."""

    def noting(data: Data) -> Iterator[Problem]:
        for each in rule.run(data):
            found.add(each.rule)
            yield each

    return replace(rule, run=noting)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    found = []
    for path in sorted(portals.BROKEN.glob("*/case.yml")):
        root = portals.broken(path.parent.name, tmp_path_factory.mktemp("case"))
        packages, tables, read = read_all(root)
        read += check_texts(root, CALLED)
        data = Data(root, packages, tables, read_settings(root), guide_steps(root))
        case = Case(path.parent.name, data, read, {one: set() for one in CHECKS})
        checks = [recorded(one, ids) for one, ids in case.by_check.items()]
        case.whole = sorted({*read, *run(case.fresh(), checks)})
        found.append(case)
    return found


def test_no_check_finds_what_it_does_not_declare(cases: list[Case]) -> None:
    strange = {
        (one.name, rule)
        for case in cases
        for one, found in case.by_check.items()
        for rule in found - set(one.ids)
    }
    assert strange == set()


def test_readers_find_what_they_declare(cases: list[Case]) -> None:
    declared = {rule for ids in READERS.values() for rule in ids}
    assert {rule_of(one) for case in cases for one in case.read} - declared == set()


SELDOM = {
    ("guides.help_page", "file-missing"),
    ("handwritten.texts", "birth-number"),
    ("handwritten.texts", "email-private"),
    ("handwritten.texts", "phone-private"),
    ("tree.strategies_exist", "unknown-setting"),
}
"""What a check declares, and a broken case shows by another check: see test_people and below."""


def test_all_that_a_check_declares_is_found_by_it(cases: list[Case]) -> None:
    never = {
        (one.name, rule)
        for one in CHECKS
        # One function judges all links: see test_people.
        for rule in set(one.ids) - ELSEWHERE - set(LINK_RULES)
        if not any(rule in case.by_check[one] for case in cases)
    }
    assert never == SELDOM


def test_every_wording_is_shown_by_a_broken_case(cases: list[Case]) -> None:
    found = {one.rule for case in cases for one in case.whole}
    assert set(RULES) - found == ELSEWHERE - found
    assert set(RULES) >= ELSEWHERE


def test_every_wording_is_declared(cases: list[Case]) -> None:
    commands = {rule for ids in COMMANDS.values() for rule in ids}
    assert findable(CHECKS) | commands | {"and-more"} == set(RULES)


def test_a_check_of_an_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError):
        check("no-such-rule")


def test_a_rule_alone_finds_what_it_finds_among_all(cases: list[Case]) -> None:
    for case in cases:
        for rule in {rule_of(one) for one in case.whole}:
            chosen = Choice(CHECKS, only=[rule])
            alone = chosen.of(sorted({*case.read, *run(case.fresh(), chosen.checks)}))
            assert alone == [one for one in case.whole if rule_of(one) == rule], (case.name, rule)


def test_without_all_that_is_wrong_nothing_is(cases: list[Case]) -> None:
    for case in cases:
        rest = Choice(CHECKS, skip={rule_of(one) for one in case.whole})
        assert rest.of([*case.read, *run(case.fresh(), rest.checks)]) == [], case.name


def test_a_count_of_more_goes_with_its_rule() -> None:
    more = problem("a.csv", 0, "c", "and-more", of="phone", count=7)
    assert Choice(CHECKS, only=["phone"]).of([more]) == [more]
    assert Choice(CHECKS, skip=["phone"]).of([more]) == []
    with pytest.raises(UnknownRule):
        Choice(CHECKS, only=["and-more"])


def test_what_no_broken_case_shows_is_found(portal: Path) -> None:
    (portal / "catalogue/pomoc-v-nouzi.md").unlink()
    config = portal / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"strategies: \[", "strategies: [neni, ", text, count=1), encoding="utf-8")
    found = {(one.file, one.rule, one.value) for one in portals.problems_of(portal)}
    assert {
        ("catalogue/pomoc-v-nouzi.md", "file-missing", ""),
        ("mkdocs.yml", "unknown-setting", "neni"),
    } <= found


# The house --------------------------------------------------------------------------------------------


def imports_of(path: Path) -> set[str]:
    """Names of modules of the package that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return {name for name in found if name.startswith("macros.")}


BELOW = ("check", "data", "draw", "files", "words")


@pytest.mark.parametrize(
    "path", sorted((portals.ROOT / "macros/check").glob("*.py")), ids=lambda path: path.stem
)
def test_the_engine_knows_no_subject(path: Path) -> None:
    assert {name for name in imports_of(path) if name.split(".")[1] not in BELOW} == set()
    # The only table that it knows by name is that of redirects.
    assert re.findall(r"\.(?:table|values)\(\s*\"", path.read_text(encoding="utf-8")) == []


# The command ------------------------------------------------------------------------------------------


def checked(root: Path, *words: str) -> tuple[int, str, str]:
    """Code, output and errors of `rozcestnik check`."""
    result = CliRunner().invoke(app, ["check", "--root", str(root), *words])
    return result.exit_code, result.stdout, result.stderr


def mistaken(portal: Path) -> Path:
    """The portal with a telephone that lost a digit."""
    path = portal / "data_packages/services/data/contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",+420", ",+42", 1), encoding="utf-8")
    return portal


def test_only_and_skip_choose_and_say_so(portal: Path) -> None:
    root = mistaken(portal)
    code, said, _ = checked(root)
    assert code == 1 and "Vynechaná" not in said and "Hledal jsem" not in said
    code, said, _ = checked(root, "--only", "phone,email")
    assert code == 1 and "Není to platné telefonní číslo" in said
    assert said.splitlines()[-1].startswith("Hledal jsem jen podle pravidel: email, phone. Stavba webu")
    code, said, _ = checked(root, "--skip", "phone", "--skip", "ico, email")
    assert (code, said.splitlines()[0]) == (0, "Vybraná pravidla nic nenašla.")
    assert said.splitlines()[-1].startswith("Vynechaná pravidla: email, ico, phone. Stavba webu nevynechává")


def test_machines_get_their_format_and_people_the_word(portal: Path) -> None:
    code, said, beside = checked(mistaken(portal), "--skip", "phone", "--format", "json")
    assert (code, said.strip()) == (0, "[]")
    assert beside.startswith("Vynechaná pravidla: phone.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "phon"), "Pravidlo „phon“ kontrola nezná. Nejbližší existující: phone"),
        (
            ("--skip", "phone,cell-spac"),
            "Pravidlo „cell-spac“ kontrola nezná. Nejbližší existující: cell-space",
        ),
        (("--skip", "stranger-pattern"), "Pravidlo „stranger-pattern“ kontrola nezná."),
        (("--only", "phone", "--skip", "phone"), "Nezbylo žádné pravidlo"),
    ],
)
def test_an_unknown_rule_is_refused(portal: Path, words: tuple[str, ...], said: str) -> None:
    code, out, beside = checked(portal, *words)
    assert (code, out) == (2, "")
    assert beside.startswith(said)


def test_a_build_leaves_no_rule_out() -> None:
    assert {option for one in app.commands["build"].params for option in one.opts} & {
        "--only",
        "--skip",
    } == set()  # type: ignore[attr-defined]
