"""No text of data, settings, heads or imported files is run by any engine on its way to the site.

The miniature portal is filled with payloads of every engine: templates, formats, typst, YAML, shells,
scripts, calendars, spreadsheets. A payload gives itself away: a product that stands nowhere else, a file
on the disk, an element of HTML. Then every built file is looked into.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import icalendar
import pypdf
import pytest
import yaml
from lxml import etree, html

from macros.data.mend import mend_bytes, write_csv
from macros.data.problems import Problem
from macros.data.schema import Package, Schema
from tests import portals
from tests.built import COMMAND, read
from tests.portals import read_package
from tests.test_boundaries import geojson, municipalities
from tests.test_hostile import ELEMENTS, SCHEMES, free_columns

PRODUCT = str(7919 * 7907)
"""What a template, typst, JavaScript or a spreadsheet would make of `7919*7907`."""
CANARY = "rz-canary"
SHORT = f"${{{{7919*7907}}}}#(7919*7907)$(>{CANARY})`>{CANARY}`<b id=rz>{{0}}{{%x%}}\"'onrz=1"
"""All engines in one: whoever reads it as code makes the product, a file, an element, or stops the build."""
PIECES = (
    "${{7919*7907}}",
    "#(7919*7907)",
    f"$(>{CANARY})",
    f"`>{CANARY}`",
    "<b id=rz>",
    "{0}{%x%}",
    "\"'onrz=1",
)
LONG = (
    f"{{{{lipsum.__globals__.os.popen('touch {CANARY}').read()}}}}",
    "{{config.__class__}} {{''.__class__.__mro__}} {% raw %} {#",
    "{kolik.__class__} {kde:>1000000} {0.__init__.__globals__} {} %(a)s %s %n",
    f"!!python/object/apply:os.system ['touch {CANARY}'] &a *a !ENV HOME",
    f"; touch {CANARY}; | touch {CANARY} && touch {CANARY} --output={CANARY}",
    ']#(7919*7907)[ #read("/etc/passwd") #eval("7919*7907") #sys.inputs $7919 dot 7907$',
    "\\nEND:VEVENT\\nBEGIN:VALARM\\nATTACH:x;,: \\r\\n X-A:b",
    "</script><script id=rz>alert(1)</script> ${7919*7907} \\u0022;alert(1)//",
    "]]><rz/> &rz; <!ENTITY rz SYSTEM 'file:///etc/passwd'> <?rz ?> -->",
    "</title></textarea><img id=rz src=x onerror=alert(1)> javascript:alert(1)",
    "[x](javascript:alert(1)) ![x](x){: onclick=x } <javascript:x> \\g<1> \\1 (a+)+$ [ (?R",
)
TELLING = (
    re.compile(r"62[\s\u00a0.,]?615[\s\u00a0.,]?533"),
    re.compile(r"uid=\d|root:x:0|&lt;class '|<class '"),
)
SPARED = {"codelists/terms.term", "codelists/sources.ends"}
"""Texts name terms by these words, and sources are told by these ends; one that is gone stops the build, as it should."""
TEXTS = (".html", ".js", ".json", ".css", ".csv", ".ics", ".xml", ".svg", ".txt", ".webmanifest", "")


@dataclass
class Attacked:
    """A portal full of payloads, what was built of it, and in which columns `check` refused them."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    stood: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    sound: dict[tuple[Path, tuple[str, ...]], list[str]] = field(default_factory=dict)
    """The row that each attacked one was, by file."""


def payload(at: int, limit: int | None, long: bool) -> str:
    """A text of payloads no longer than `limit`; `at` says which come first, `long` of which kind."""
    if not long and (limit is None or limit >= len(SHORT) + 6):
        return f"r{at} {SHORT}"
    pieces = LONG if long else PIECES
    said = f"r{at}"
    for step in range(len(pieces)):
        more = f"{said} {pieces[(at + step) % len(pieces)]}"
        if limit is None or len(more) <= limit:
            said = more
    return said


def packages(root: Path) -> Iterator[tuple[Package, str, Schema, Path]]:
    for descriptor in sorted(root.glob("data_packages/*/datapackage.json")):
        package = read_package(descriptor.parent)
        for name, schema in package.schemas.items():
            yield package, name, schema, package.folder / package.path(name)


def attack(root: Path, found: Attacked) -> None:
    """Write payloads into every filled cell of free text; rows in turn get the short ones and the long ones."""
    free = set(free_columns(root)) - SPARED
    for package, name, schema, path in packages(root):
        header, *rows = _rows(path)
        for at, row in enumerate(rows):
            before = list(row)
            for column, one in enumerate(schema.fields):
                if row[column] and f"{package.name}/{name}.{one.name}" in free:
                    parts = row[column].split(";")
                    if one.name == "level_names":
                        row[column] = ";".join(
                            f"r{at} {piece}" for piece, _ in zip(PIECES, parts, strict=False)
                        )
                        continue
                    row[column] = payload(at * 5 + column, one.max_length, (at + column) % 2 == 1)
            found.sound[path, tuple(row)] = before
        _write(path, [header, *rows], schema, root)


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _write(path: Path, rows: list[list[str]], schema: Schema, root: Path) -> None:
    path.write_bytes(mend_bytes(write_csv(rows).encode(), path.relative_to(root).as_posix(), schema))


def yield_to_check(root: Path, found: Attacked) -> None:
    """Put back the cells, or else the rows, that `check` refuses, until it refuses none."""
    tables = {path.relative_to(root).as_posix(): one for *one, path in packages(root)}
    for _ in range(8):
        wrong = [one for one in portals.problems_of(root) if not one.warning]
        if not wrong:
            return
        for file in sorted({one.file for one in wrong}):
            assert file in tables, wrong
            package, name, schema = tables[file]
            mine = [one for one in wrong if one.file == file]
            found.refused |= {f"{package.name}/{name}.{one.column}" for one in mine}
            _put_back(root, file, mine, schema, found)
    raise AssertionError(wrong)


def _put_back(root: Path, file: str, wrong: list[Problem], schema: Schema, found: Attacked) -> None:
    header, *rows = _rows(root / file)
    for one in wrong:
        row, column = rows[one.row - 2], one.column
        before = found.sound[root / file, tuple(row)]
        at = header.index(column) if column else -1
        if one.rule == "change-stale":
            row[at] = dict(one.details)["now"]  # the table of changes says what stands elsewhere
        elif column and row[at] != before[at]:
            row[at] = before[at]
        else:
            row[:] = before
        found.sound[root / file, tuple(row)] = before
    _write(root / file, [header, *rows], schema, root)


def attack_texts(root: Path) -> None:
    """Settings, heads of texts, and what stands in a text for itself."""
    config = root / "mkdocs.yml"
    told = yaml.safe_load(config.read_text(encoding="utf-8"))
    told |= {"site_name": f"N {SHORT}", "site_description": " ".join(LONG), "site_author": SHORT}
    told["extra"]["rozcestnik"]["operator"] = " ".join([SHORT, *LONG])
    config.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    about = root / "catalogue/o-portalu.md"
    body = about.read_text(encoding="utf-8").split("---\n", 2)[2]
    head = yaml.safe_dump(
        {"title": f"T {SHORT}", "description": " ".join(LONG)}, allow_unicode=True, width=9999
    )
    plain = f'\n#(7919*7907) #eval("7919*7907") $(>{CANARY}) {{0}} \\`>{CANARY}\\`\n'
    about.write_text(
        f"---\n{head}---\n{body}{plain}{{% raw %}}{{{{7919*7907}}}}{{% endraw %}}\n", encoding="utf-8"
    )
    guide = root / "catalogue/situace/domaci-nasili.md"
    _, top, rest = guide.read_text(encoding="utf-8").split("---\n", 2)
    read_head = yaml.safe_load(top)
    read_head["description"] = " ".join(LONG)
    read_head["sources"][0]["title"] = f"{SHORT} {' '.join(LONG)}"
    text = yaml.safe_dump(read_head, allow_unicode=True, width=9999, sort_keys=False)
    guide.write_text(f"---\n{text}---\n{rest}{plain}", encoding="utf-8")


def command(root: Path, *words: str | Path) -> None:
    """Run `rozcestnik` where a canary would be seen."""
    done = subprocess.run(
        [COMMAND, *map(str, words), "--root", str(root)],
        cwd=root.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("attacked")
    root = portals.portal(folder / "portal")
    found = Attacked(root)
    attack(root, found)
    yield_to_check(root, found)
    for package, name, schema, path in packages(root):
        for row in list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))[1:]:
            for one, cell in zip(schema.fields, row, strict=True):
                if re.match(r"r\d+ ", cell):
                    found.stood.add(f"{package.name}/{name}.{one.name}")
    attack_texts(root)
    features = municipalities()
    for one in features:
        one["properties"] |= {"poznamka": SHORT, "nazev": SHORT}
    command(root, "import", "boundaries", geojson(folder, features), "--source", " ".join(LONG))
    command(root, "build", "--quiet")
    command(root, "leaflets", "--jobs", "1")
    found.files = read(root / "site")
    return found


def test_every_free_column_was_attacked_or_is_guarded(attacked: Attacked) -> None:
    columns = set(free_columns(attacked.root)) - SPARED
    assert columns - attacked.stood - attacked.refused == set()
    assert len(attacked.stood) > 0.85 * len(columns), sorted(columns - attacked.stood)


def test_nothing_ran_on_the_disk(attacked: Attacked) -> None:
    assert [path for path in attacked.root.parent.rglob("*") if CANARY in path.name] == []


def texts(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every file as text: PDFs by their words and links, workbooks by their parts, pictures not at all."""
    for path, raw in files.items():
        suffix = Path(path).suffix
        if suffix == ".pdf":
            reader = pypdf.PdfReader(io.BytesIO(raw))
            yield path, "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        elif suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(raw)) as book:
                for name in book.namelist():
                    yield f"{path}/{name}", book.read(name).decode()
        elif suffix in TEXTS or path.endswith("_headers"):
            yield path, raw.decode()


def test_no_file_shows_what_an_engine_would_have_made(attacked: Attacked) -> None:
    told = list(texts(attacked.files))
    kinds = {Path(path).suffix for path, _ in told}
    assert {".html", ".js", ".json", ".csv", ".ics", ".xml", ".pdf", ".webmanifest"} <= kinds
    found = [(path, one.pattern) for path, text in told for one in TELLING if one.search(text)]
    assert found == []


def test_no_page_gets_an_element_or_an_attribute(attacked: Attacked) -> None:
    wrong = []
    for path, raw in attacked.files.items():
        if not path.endswith(".html"):
            continue
        for one in html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8")).iter(
            etree.Element
        ):
            odd = one.tag not in ELEMENTS or one.get("id") == "rz"
            code = [name for name in one.attrib if name.startswith("on") or name == "style"]
            links = [one.get(name, "").strip() for name in ("href", "src", "action")]
            schemes = {
                link.partition(":")[0].lower() for link in links if re.match(r"[A-Za-z][\w+.-]*:", link)
            }
            inline = one.tag == "script" and not one.get("src") and one.get("type") != "application/ld+json"
            if odd or code or inline or schemes - SCHEMES:
                wrong.append((path, one.tag, dict(one.attrib)))
    assert wrong == []


def test_machines_can_read_every_file(attacked: Attacked) -> None:
    """What is JSON, XML or a calendar still is; no workbook has a formula, no script lost its quotes."""
    for path, raw in attacked.files.items():
        suffix = Path(path).suffix
        if suffix in (".json", ".webmanifest", ".geojson"):
            json.loads(raw)
        elif suffix in (".xml", ".svg"):
            tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
            assert [one.tag for one in tree.iter(etree.Element) if "rz" in str(one.tag)] == [], path
        elif suffix == ".ics":
            parts = [one.name for one in icalendar.Calendar.from_ical(raw).walk()]
            assert set(parts) <= {"VCALENDAR", "VEVENT"} and b"\nATTACH" not in raw, path
        elif suffix == ".html":
            for data in re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', raw.decode(), re.DOTALL
            ):
                json.loads(data)
    for path, text in texts(attacked.files):
        if ".xlsx/" in path:
            assert "<f>" not in text and "<hyperlink " not in text.replace("location=", ""), path


def test_headers_and_robots_keep_their_lines(attacked: Attacked, mini: Any) -> None:
    for name in ("_headers", "robots.txt"):
        assert attacked.files[name] == mini.files[name]
