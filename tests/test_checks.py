"""The rule book: every rule states itself, is broken somewhere, bears any data and stays fast."""

from __future__ import annotations

import json
import re
import string
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.check import Check, Data, run
from macros.check.common import Hints
from macros.check.mail_names import mail_named
from macros.check.names import named
from macros.data.characters import printable
from macros.data.packages import read_all
from macros.data.problems import Problem, foremost, problem, report
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.data.wording import RULES
from macros.entry.cli import _github, _json
from macros.load import load_site
from macros.portal import ADDRESSES, CHECKS, all_pages
from macros.subjects.catalogue.rules.contacts import phone_fault
from tests import portals
from tests.calls import calls

HOSTILE = (
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='",
    "{% raw %}",
)
RULED = {"value", "territory_code"}
"""Columns without a pattern for which rules across tables say what may stand there."""


def data_of(root: Path) -> Data:
    packages, tables, _ = read_all(root)
    return Data(root, packages, tables, read_settings(root), guide_steps(root))


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.name)
def test_rule_states_itself(rule: Check) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.rule), "one line that states the rule"


def test_rules_are_listed_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


def test_wording_has_all_its_details() -> None:
    for rule, words in RULES.items():
        names = {name for text in words for _, name, _, _ in string.Formatter().parse(text) if name} - {
            "value"
        }
        one = problem("f.csv", 2, "c", rule, "v", **dict.fromkeys(sorted(names), "x"))
        # What a text has to say instead is written as it stands there.
        assert "{" not in re.sub(r"\{\{ call\(\"\w+\"\) \}\}", "", one.what() + one.mend())


def test_values_are_never_read_as_sentences() -> None:
    """What stands in a cell is shown with its braces, whatever it asks of a format."""
    odd = "{value.__class__} {0} {limit:>99999999} {hint"
    for rule, words in RULES.items():
        names = {name for text in words for _, name, _, _ in string.Formatter().parse(text) if name} - {
            "value"
        }
        one = problem("f.csv", 2, "c", rule, odd, **dict.fromkeys(sorted(names), odd))
        assert len(one.what() + one.mend()) < 5_000
    assert odd in problem("f.csv", 2, "c", "macro-name", odd, hint="").what()


def test_no_value_begins_a_line_of_the_report() -> None:
    """A CI reads commands at the beginning of lines."""
    odd = "a\n::set-output name=x::y\r::stop-commands::x\u2028::z"
    one = problem(f"x{odd}.md", 2, "c", "macro-error", odd, macro=odd, reason=odd)
    for text in (report([one]), _github([one])):
        lines = re.split(r"[\r\n]", text)
        assert not [line for line in lines if line.startswith("::") and not line.startswith("::error file=x")]


def test_reports_give_no_orders_to_terminals_and_to_a_ci() -> None:
    """Escapes move the cursor over what was said; `##[…]` is an order of GitHub anywhere in a line."""
    odd = "a\x1b[2J\x9b31m\x07\u202e##[add-mask]b ##vso[task.setvariable variable=x]c\n ::error::d"
    found = [
        problem(f"x{odd}.md", row, odd, "macro-error", odd, macro=odd, reason=odd) for row in range(2, 40)
    ]
    for text in (report(found), _github(found), printable(_json(found))):
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]|##\[|##vso|^\s*::(?!error file=x)", text, re.M
        )
    assert json.loads(printable(_json(found)))
    assert printable("a\tb ## c\n# d: ::e – „ž“") == "a\tb ## c\n# d: ::e – „ž“"


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        problem("f.csv", 0, "", "no-such-rule")


def test_report_counts_and_sorts() -> None:
    assert report([]) == "Všechna data jsou v pořádku."
    late, early = problem("b.csv", 2, "", "row-empty"), problem("a.csv", 9, "", "row-empty", warning=True)
    text = report([late, early, late])
    assert text.index("b.csv") < text.index("a.csv"), "errors come first"
    assert text.endswith("Nalezeno: 1\u00a0chyba, 1\u00a0upozornění.")


def test_a_short_report_shows_errors_before_warnings() -> None:
    found = [problem("a.csv", row, "", "row-empty", warning=True) for row in range(2, 9)]
    found.append(problem("z.csv", 2, "", "row-empty"))
    assert report(found, 1).startswith("z.csv")
    assert [one.file for one in foremost(found)[:2]] == ["z.csv", "a.csv"]
    assert "dalších je 7" in report(found, 1)


def test_many_warnings_are_counted_until_somebody_asks_for_them() -> None:
    found = [problem("a.csv", row, "", "row-empty", warning=True) for row in range(2, 9)]
    found += [problem("b.csv", 2, "", "row-empty"), problem("b.csv", 3, "", "cell-newline", warning=True)]
    text = report(found, folded=True)
    assert text.startswith("b.csv, řádek 2")
    assert text.count("a.csv") == 3
    assert (
        "Upozornění row-empty je ještě na 4\u00a0místech; všechna ukáže rozcestnik check --warnings." in text
    )
    assert text.endswith("Nalezeno: 1\u00a0chyba, 8\u00a0upozornění.")
    assert "--warnings" not in report(found)


def test_report_does_not_repeat_one_mistake_for_ever() -> None:
    text = report([problem("a.csv", row, "c", "row-empty") for row in range(2, 7002)])
    assert len(text.splitlines()) < 100
    assert "a ještě na 6\u00a0980\u00a0místech totéž" in text
    assert text.endswith("Nalezeno: 7\u00a0000\u00a0chyb.")


# --- the miniature site ----------------------------------------------------------------------------


def free_columns() -> Iterator[tuple[str, str, str]]:
    """Columns in which people write free text: no pattern, no list of values, no key to elsewhere."""
    packages, _, _ = read_all(portals.FIXTURE)
    for package in packages.values():
        for name, schema in package.schemas.items():
            for field in schema.fields:
                free = not (field.pattern or field.enum or field.reference or field.name in RULED)
                if field.type == "string" and free:
                    yield package.name, name, field.name


@pytest.mark.parametrize("column", list(free_columns()), ids="/".join)
def test_miniature_site_is_hostile_everywhere(column: tuple[str, str, str]) -> None:
    package, table, name = column
    cells = data_of(portals.FIXTURE).tables[package, table].cells(name)
    assert any(text in cell for cell in cells for text in HOSTILE)


# --- what rules bear -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(read_all(portals.FIXTURE)[1]), ids="/".join)
def test_rules_bear_missing_empty_and_unreadable_tables(key: tuple[str, str]) -> None:
    data = data_of(portals.FIXTURE)
    whole = data.tables[key]
    del data.tables[key]
    run(data, CHECKS)
    for column in whole.columns:
        whole.columns[column] = [None] * len(whole.rows)
    whole.sound = False
    data.tables[key] = whole
    run(data, CHECKS)
    whole.rows, whole.row_numbers, whole.columns = [], range(0), {name: [] for name in whole.columns}
    run(data, CHECKS)


@pytest.fixture
def sound(portal: Path) -> Data:
    return data_of(portal)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_rules_bear_any_cell(portal: Path, sound: Data, data: st.DataObject) -> None:
    table = sound.tables[data.draw(st.sampled_from(sorted(sound.tables)))]
    path = portal / table.file
    good = path.read_bytes()
    lines = good.decode().split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    cells = lines[at].split(",")
    cell = data.draw(st.integers(0, len(cells) - 1))
    junk = st.sampled_from(
        ["", " ", ";", "a;a", "a;;b", "true", "2024-01-01", "1", "-1", "x", '"', "24:00", "§ 1"]
    )
    cells[cell] = data.draw(st.one_of(junk, st.text(max_size=5)))
    lines[at] = ",".join(cells)
    try:
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        assert report(portals.problems_of(portal))
    finally:
        path.write_bytes(good)


def test_rules_look_at_each_row_a_few_times_only() -> None:
    data = data_of(portals.ROOT)
    run(data, CHECKS)
    rows = sum(len(table.rows) for table in data.tables.values())
    assert calls(lambda: run(data, CHECKS)) < 27 * rows


def test_hints_give_up_after_twenty_values() -> None:
    hints = Hints(["poradna"])
    assert hints("poradma") == "Nejbližší existující: poradna."
    for at in range(30):
        hints(str(at))
    assert hints("poradnaa") == ""


# --- words that look like people, addresses, telephones --------------------------------------------


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Jana Nováková", True),
        ("sociální pracovnice Jana Nováková", True),
        ("Bc. Nováková", True),
        ("Ing. P. Novák", True),
        ("paní Nováková", True),
        ("p. Novák", True),
        ("Petr Novák, vedoucí", True),
        ("Jiří Krejčí", True),
        ("ulice Jana Palacha", False),
        ("pobočka Karla Čapka", False),
        ("sociální pracovnice", False),
        ("Dům Na Skále", False),
        ("recepce, 2. patro", False),
        ("Po–Čt 8–16 h", False),
        ("pobočka Nové Město", False),
        ("Linka bezpečí", False),
    ],
)
def test_names_beside_telephones(text: str, private: bool) -> None:
    assert bool(named(text)) is private


@pytest.mark.parametrize(
    ("local", "words", "private"),
    [
        ("jana.novakova", set(), True),
        ("petr-novak", set(), True),
        ("jana_novakova2", set(), True),
        ("j.novakova", set(), True),
        ("podatelna", set(), False),
        ("poradna.obeti", set(), False),
        ("azylove.domy", set(), False),
        ("linka-duvery", set(), False),
        ("klara.pomaha", {"klara", "pomaha"}, False),
        ("vychova", set(), False),
    ],
)
def test_names_in_addresses(local: str, words: set[str], private: bool) -> None:
    assert bool(mail_named(local, words)) is private


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("+420731433007", True),
        ("112", True),
        ("116111", True),
        ("+4930901820", True),
        ("731433007", False),
        ("+420131433007", False),
        ("+42073143300", False),
        ("+999123456789", False),
        ("12", False),
        ("+", False),
    ],
)
def test_phone_that_can_be_dialled(value: str, valid: bool) -> None:
    assert (phone_fault(value) is None) is valid


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("+420900123456", "phone-paid"),
        ("+420906123456", "phone-paid"),
        ("+420908123456", "phone-paid"),
        ("+420909123456", "phone-paid"),
        ("+420976123456", "phone-paid"),
        ("1188", "phone-paid"),
        ("+447911123456", None),
        ("+449098790000", "phone-paid"),
        ("+420777777777", "phone-made-up"),
        ("+420234567890", "phone-made-up"),
        ("123456789", "phone-made-up"),
        ("+420300123456", "phone"),
        ("+420450123456", "phone"),
        ("+420800123456", None),
        ("+420840111222", None),
        ("+420974123456", None),
        ("+420950123456", None),
        ("116117", None),
        ("155", None),
    ],
)
def test_phone_costs_no_more_than_a_call(value: str, fault: str | None) -> None:
    assert phone_fault(value) == fault


# --- history ---------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@priklad.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def committed(portal: Path) -> Path:
    """The miniature site as the last commit of a repository, one folder below its root."""
    git(portal.parent, "init", "-q")
    git(portal.parent, "add", ".")
    git(portal.parent, "commit", "-q", "-m", "x")
    return portal


def change(root: Path, table: str, find: str, replace: str) -> None:
    portals.change(root, {"file": f"data_packages/{table}.csv", "find": find, "replace": replace})


def lost(root: Path) -> list[Problem]:
    return [one for one in portals.problems_of(root) if one.rule == "id-lost"]


@pytest.mark.parametrize(
    "path",
    [
        ".cache/rozcestnik/templates/x",
        ".CACHE/x",
        ".cache",
        "site/.rozcestnik/journal.json",
        "site/.rozcestnik/new/x.html",
        ".site.rozcestnik-old",
        "public/.www.rozcestnik-new/x.html",
    ],
)
def test_what_commands_keep_for_themselves_may_not_come_with_a_branch(committed: Path, path: str) -> None:
    assert "own-in-git" not in {one.rule for one in portals.problems_of(committed)}
    (committed / path).parent.mkdir(parents=True, exist_ok=True)
    (committed / path).write_text("x")
    assert "own-in-git" not in {one.rule for one in portals.problems_of(committed)}, "it is not in git"
    git(committed, "add", "--force", path)
    found = [one for one in portals.problems_of(committed) if one.rule == "own-in-git"]
    assert [(one.file, one.warning) for one in found] == [(path, False)]


@pytest.mark.parametrize(
    ("table", "find", "replace", "column"),
    [
        ("situations/data/situations", '003.",true,true', '003.",true,false', "quick_exit"),
        ("services/data/places", "563889,,,,,,true", "563889,,,,,,false", "confidential"),
        ("indicators/data/indicators", ",true,", ",false,", "people"),
    ],
)
def test_what_protected_people_does_not_stop_without_a_word(
    committed: Path, table: str, find: str, replace: str, column: str
) -> None:
    path = committed / f"data_packages/{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(find, replace, 1), encoding="utf-8")
    found = [one for one in portals.problems_of(committed) if one.rule == "protection-off"]
    assert [(one.column, one.warning) for one in found] == [(column, True)]


@pytest.mark.parametrize("root", [portals.FIXTURE, portals.ROOT], ids=["miniature", "project"])
def test_history_knows_every_page(root: Path) -> None:
    data = data_of(root)
    pages = {page.url for page in all_pages(load_site(root).site)}
    assert {*ADDRESSES.known(data), *ADDRESSES.lists(data)} - {""} == pages


def test_a_strategy_that_is_not_shown_has_no_address(portal: Path) -> None:
    settings = portal / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("strategie-priklad, zkusebni-strategie", "strategie-priklad"), "utf-8")
    assert not any("zkusebni-strategie" in one for one in ADDRESSES.known(data_of(portal)))
    test_history_knows_every_page(portal)


def test_nothing_is_lost_where_nothing_changed(committed: Path) -> None:
    assert portals.problems_of(committed) == []


def test_new_id_without_a_redirect_is_lost(committed: Path) -> None:
    change(committed, "services/data/services", "kurz-priklad,Kurz", "kurz-pro-rodice,Kurz")
    change(committed, "services/data/services", "kurz-pro-rodice", "kurzy-pro-rodice")
    (one,) = lost(committed)
    assert (one.file, one.row, one.value) == ("data_packages/services/data/services.csv", 0, "kurz-priklad")
    assert "sluzby/kurz-priklad/" in one.mend()


def test_only_lf_ends_a_line_of_the_last_commit(portal: Path) -> None:
    change(portal, "services/data/providers", "Město Příklad", "Město\u2028Příklad")
    git(portal.parent, "init", "-q")
    git(portal.parent, "add", ".")
    git(portal.parent, "commit", "-q", "-m", "x")
    change(portal, "services/data/providers", "mesto-priklad,Město\u2028", "obec-priklad,Město ")
    assert [dict(one.details)["path"] for one in lost(portal)] == ["poskytovatele/mesto-priklad/"]


def test_new_id_with_a_redirect_is_not_lost(committed: Path) -> None:
    change(committed, "services/data/services", "kurz-priklad,Kurz", "kurzy-priklad,Kurz")
    change(
        committed,
        "codelists/data/redirects",
        "reason\nsluzby/klub",
        "reason\nsluzby/kurz-priklad/,sluzby/kurzy-priklad/,2024-06-03,Jiný název.\nsluzby/klub",
    )
    assert lost(committed) == []


@pytest.mark.parametrize(
    ("table", "find", "replace", "path"),
    [
        ("services/data/providers", "mesto-priklad,", "obec-priklad,", "poskytovatele/mesto-priklad/"),
        ("situations/data/situations", "vychova,rodina", "vychovani,rodina", "situace/vychova/"),
        ("situations/data/themes", "penize,", "penizky,", "temata/penize/"),
        ("codelists/data/kinds", "tisnova-linka,", "tisnove-linky,", "druhy/tisnova-linka/"),
        (
            "strategy/data/nodes",
            "strategie-priklad-1b,strategie",
            "strategie-priklad-1x,strategie",
            "strategie/strategie-priklad/1b/",
        ),
        ("territory/data/municipalities", ",cheb,", ",chebik,", "obce/cheb/"),
        ("territory/data/orp", ",cheb,", ",chebik,", "orp/cheb/"),
        ("territory/data/regions", "karlovarsky-kraj", "kraj-karlovarsky", "kraje/karlovarsky-kraj/"),
    ],
)
def test_every_kind_of_page_is_kept(committed: Path, table: str, find: str, replace: str, path: str) -> None:
    change(committed, table, find, replace)
    assert [dict(one.details)["path"] for one in lost(committed)] == [path]


@pytest.mark.parametrize(
    ("table", "find", "replace"),
    [
        ("strategy/data/nodes", "strategie-priklad-1-1-b,", "strategie-priklad-1-1-c,"),
        ("territory/data/regions", "zkusebni-kraj", "kraj-zkusebni"),
        ("services/data/services", "id,name,provider", "code,name,provider"),
    ],
    ids=["lowest level has no page", "region is not covered", "header is broken"],
)
def test_what_had_no_page_is_not_missed(committed: Path, table: str, find: str, replace: str) -> None:
    change(committed, table, find, replace)
    assert lost(committed) == []


def test_history_is_silent_outside_of_git(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (portal / ".git").write_text("gitdir: nowhere\n")
    change(portal, "services/data/services", "kurz-priklad,Kurz", "kurzy-priklad,Kurz")
    assert lost(portal) == []
    monkeypatch.setenv("PATH", "")
    assert lost(portal) == []


# --- rows that got lost ----------------------------------------------------------------------------


def vanished(root: Path) -> list[tuple[str, str, bool]]:
    """(file, rule, is it a warning) of each word about lost rows."""
    rules = ("rows-lost-at-end", "rows-lost-many")
    return [(one.file, one.rule, one.warning) for one in portals.problems_of(root) if one.rule in rules]


@pytest.fixture
def long_table(committed: Path) -> Path:
    """A committed table of a hundred synonyms; returns its path."""
    path = committed / "data_packages/situations/data/synonyms.csv"
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    situation = next(iter(data_of(committed).tables["situations", "situations"].columns["id"]))
    names = header.split(",")
    rows = [[situation if name == "situation" else f"slovo {at:03}" for name in names] for at in range(100)]
    path.write_text("\n".join([header, *map(",".join, rows)]) + "\n", encoding="utf-8")
    git(committed, "commit", "-qam", "x")
    return path


def keep(path: Path, kept: Iterable[int]) -> None:
    """Keep only some rows, by number from 0."""
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *(rows[at] for at in kept)]), encoding="utf-8")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (range(98), []),
        (range(97), [("rows-lost-at-end", True)]),
        (range(82), [("rows-lost-at-end", True)]),
        (range(75), [("rows-lost-at-end", False)]),
        (range(0), [("rows-lost-at-end", False)]),
        ([*range(30), *range(60, 100)], [("rows-lost-many", True)]),
        ([*range(30), *range(45, 100)], []),
    ],
    ids=["two", "three", "a fifth", "a quarter", "all", "in the middle", "few in the middle"],
)
def test_rows_that_vanish_are_named(
    long_table: Path, kept: Iterable[int], said: list[tuple[str, bool]]
) -> None:
    root = long_table.parents[3]
    assert vanished(root) == []
    keep(long_table, kept)
    found = [(rule, warning) for file, rule, warning in vanished(root) if file.endswith("synonyms.csv")]
    assert found == said


@pytest.mark.parametrize("key", sorted(read_all(portals.FIXTURE)[1]), ids="/".join)
def test_every_table_that_is_cut_off_is_named(committed: Path, key: tuple[str, str]) -> None:
    table = data_of(committed).tables[key]
    if len(table.rows) < 3:
        return
    keep(committed / table.file, range(len(table.rows) - 3))
    assert (table.file, "rows-lost-at-end") in {(file, rule) for file, rule, _ in vanished(committed)}


def test_rows_that_only_changed_are_not_lost(committed: Path) -> None:
    path = committed / "data_packages/services/data/hours.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("08:", "07:"), encoding="utf-8")
    assert [one for one in vanished(committed) if one[1] == "rows-lost-many"] == []
