"""The portal is called what mkdocs.yml says, and nothing else, wherever people read its name."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pypdf
import pytest

from macros.load import load_site
from macros.subjects.catalogue.leaflets import make_leaflets
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.opendata.sheets import make_sheets
from tests import built, portals
from tests.built import Built

NAME = "Kudy & kam"
OWN = re.compile(
    r"\.rozcestnik/|\brozcestnik[:-][a-z]+\b|\bRozcestnik\b|\"rozcestnik:\" \+"
    r'|"rozcestnik": \{|rozcestnik (hide|schedule|import|new)\b|github\.com/rozcestnik-cz/rozcestnik'
)
"""Names that the generator and its scripts have for themselves, and its commands: no name of a portal."""
OLD = re.compile(r"rozcestn[ií]|miniatu[rř]", re.IGNORECASE)


def told(raw: bytes) -> str:
    """What a file says, with what a PDF or a workbook says of itself."""
    if raw.startswith(b"%PDF"):
        pdf = pypdf.PdfReader(BytesIO(raw))
        return "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata)])
    if is_zipfile(BytesIO(raw)):
        with ZipFile(BytesIO(raw)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return raw.decode("utf-8", "replace")


def old_in(files: dict[str, bytes]) -> list[str]:
    """Places in which an old name stands."""
    texts = {path: OWN.sub("", told(raw)) for path, raw in files.items()}
    return [
        f"{path}: {text[max(0, found.start() - 40) : found.end() + 40]!r}"
        for path, text in texts.items()
        for found in OLD.finditer(text)
    ]


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The miniature portal under another name, with all that people may take away from it."""
    root = portals.portal(tmp_path_factory.mktemp("renamed") / "portal")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("site_name: Miniatura", f"site_name: {NAME}")
    config.write_text(text.replace("miniatura", "kudykam"), encoding="utf-8")
    make_sheets(root, load_site(root).site)
    return built.built(root, root.parent / "site")


def test_the_old_name_is_nowhere(renamed: Built) -> None:
    assert len(renamed.files) > 100
    assert old_in(renamed.files) == []


def test_the_new_name_is_where_people_read_it(renamed: Built) -> None:
    says = {path: told(raw) for path, raw in renamed.files.items()}
    assert all(
        "<title>Kudy &amp; kam" in text or " – Kudy &amp; kam</title>" in text
        for text in (says[path] for path in renamed.paths() if path != "offline.html")
    )
    assert '<h1 id="_1">Kudy &amp; kam</h1>' in says["index.html"]
    assert NAME in says["manifest.webmanifest"]
    assert f"PRODID:-//{NAME}//{NAME}//CS" in says["akce/akce.ics"]
    assert "<author><name>Kudy &amp; kam</name></author>" in says["akce/akce.atom"]
    assert "na portálu Kudy &amp; kam, s\u00a0kontakty" in says["poskytovatele/spolek-priklad/index.html"]
    assert NAME in says["search/index.json"]
    assert [path for path in says if path.endswith(".xlsx")]


def test_leaflets_and_cards_bear_the_name(renamed: Built) -> None:
    site = load_site(renamed.root).site
    make_leaflets(renamed.root, site, only=next(iter(site[Catalogue].situations)), jobs=1)
    files = {path.name: path.read_bytes() for path in (renamed.root / ".cache" / "rozcestnik").rglob("*.pdf")}
    assert files and old_in(files) == []
    assert all(NAME in told(raw) for raw in files.values())


def test_texts_and_templates_do_not_name_the_portal() -> None:
    """A fork reads its own name in all that the project wrote for every portal."""
    folders = ("catalogue", "strategy", "overrides", "macros")
    files = {
        path.relative_to(portals.ROOT).as_posix(): path.read_bytes()
        for folder in folders
        for path in (portals.ROOT / folder).rglob("*")
        if path.suffix in (".md", ".html", ".js", ".css", ".typ")
    }
    assert len(files) > 100
    assert old_in(files) == []
