"""Leaflets, wallet cards and share images: what stands on them, how they are printed, and when they are made."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.load import load_site
from macros.model.site import Site
from macros.print import press as printing
from macros.print.fonts import fonts, packed
from macros.print.press import Job, Press, PressError
from macros.publish import story
from macros.subjects.catalogue import addresses, leaflet_text, leaflets, paper
from macros.subjects.catalogue.exports import LEAFLETS
from macros.subjects.catalogue.leaflets import leaflet_name
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.order import answers, told_to_call
from macros.subjects.catalogue.serving import nationwide, serving
from macros.subjects.territory.model import Territories
from macros.words import czech
from macros.words.phones import dialled, numbers
from tests import built, portals
from tests.conftest import Shared

ROOT = Path(__file__).parents[1]
MM = 72 / 25.4
HOSTILE = (
    r'#import "x.typ": * #panic() #{1+1} $x^2$ *b* _i_ `r` \ \u{41} <l> @r // c /* d */ = h [x] {y} ~ -- "q"'
)
LETTERS = "Příliš žluťoučký kůň úpěl ďábelské ódy. PŘÍLIŠ ŽLUŤOUČKÝ KŮŇ ÚPĚL ĎÁBELSKÉ ÓDY. Ěšč řžýáíéúůó ňťď"


def leaflet_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Path in the site and kept file of every leaflet and card."""
    shelf = leaflets.shelf(root)
    for name in sorted(shelf.remembered().files):
        yield addresses.LEAFLETS + name, shelf.folder / name


@dataclass(repr=False)
class Printed:
    """The leaflets of the real portal."""

    root: Path
    site: Site
    files: dict[str, Path]
    jobs: dict[str, Job]

    def data(self, name: str) -> dict[str, Any]:
        return json.loads(self.jobs[name].data)


@pytest.fixture(scope="module")
def printed(shared: Shared) -> Printed:
    site = load_site(ROOT).site

    def make(root: Path) -> None:
        shutil.copytree(ROOT / "catalogue" / "situace", root / "catalogue" / "situace")
        leaflets.make_leaflets(root, site)

    root = shared("leaflets", make)
    files = {name.removeprefix(addresses.LEAFLETS): path for name, path in leaflet_files(root)}
    return Printed(root, site, files, {one.name: one for one in leaflets.leaflet_jobs(root, site)})


@pytest.fixture
def small(portal: Path) -> tuple[Path, Site]:
    return portal, load_site(portal).site


@pytest.fixture
def made(small: tuple[Path, Site], shared: Shared) -> tuple[Path, Site]:
    """The miniature portal, whose leaflets were made before."""

    def make(root: Path) -> None:
        leaflets.make_leaflets(portals.portal(root / "portal"), load_site(root / "portal").site)

    shutil.copytree(shared("small leaflets", make) / "portal" / ".cache", small[0] / ".cache")
    return small


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("press"))


def plain(text: str) -> str:
    """Text as it is read: no signs of no width, no difference between spaces and ends of lines."""
    return " ".join(text.replace("\u200b", "").replace("\u00a0", " ").split())


def read(raw: bytes | Path) -> str:
    reader = pypdf.PdfReader(raw if isinstance(raw, Path) else io.BytesIO(raw))
    return plain(" ".join(page.extract_text() for page in reader.pages))


def job_of(printed: Printed, name: str, **changes: Any) -> Job:
    """A job of the real portal with other data."""
    return printed.jobs[name]._replace(data=json.dumps(printed.data(name) | changes))


LEAFLET, CARD = "dluhy-cheb.pdf", "dluhy-karlovarsky-kraj-karta.pdf"


# All that the real portal prints ----------------------------------------------------------------------


def test_every_situation_has_a_leaflet_for_every_place_and_a_card_for_every_region(printed: Printed) -> None:
    site = printed.site
    wanted = set()
    for code in site[Catalogue].situations:
        wanted |= {leaflet_name(code, orp.row.slug) for orp in site[Territories].covered_orps()}
        for region in site[Territories].covered_regions():
            wanted |= {leaflet_name(code, region.row.slug), leaflet_name(code, region.row.slug, wallet=True)}
    assert set(printed.files) == wanted
    assert len(wanted) == len(site[Catalogue].situations) * (
        len(site[Territories].covered_orps()) + 2 * len(site[Territories].covered_regions())
    )


def test_every_leaflet_is_one_page_and_nothing_runs_out_or_over(printed: Printed) -> None:
    wrong = []
    for name, path in printed.files.items():
        card = name.endswith("-karta.pdf")
        width, height, margin = (85 * MM, 55 * MM, 3 * MM) if card else (210 * MM, 297 * MM, 11 * MM)
        with pypdfium2.PdfDocument(path) as document:
            size = document[0].get_size()
            if len(document) != 1 or abs(size[0] - width) > 0.1 or abs(size[1] - height) > 0.1:
                wrong.append(f"{name}: {len(document)} pages of {size}")
            boxes = list(_boxes(document[0]))
        for left, bottom, right, top in boxes:
            if left < margin or bottom < margin or right > width - margin or top > height - margin:
                wrong.append(f"{name}: text at {left:.0f} {bottom:.0f} {right:.0f} {top:.0f} runs out")
        wrong += [f"{name}: texts over one another at {one}" for one in _overlaps(boxes)]
    assert wrong == []


def _boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    text = page.get_textpage()
    for number in range(text.count_rects()):
        yield text.get_rect(number)


def _overlaps(boxes: list[tuple[float, float, float, float]]) -> Iterator[str]:
    for at, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(top, other[3]) - max(bottom, other[1])
            if wide > 1 and high > 0.4 * min(top - bottom, other[3] - other[1]):
                yield f"{left:.0f} {bottom:.0f}"


_TYPE = re.compile(rb"/\w+ ([\d.]+) Tf")


def test_type_is_large(printed: Printed) -> None:
    small = {}
    for name, path in printed.files.items():
        contents = pypdf.PdfReader(path).pages[0].get_contents()
        assert contents is not None
        sizes = {float(one) for one in _TYPE.findall(contents.get_data())}
        least, title, foot = (8, 10, {7}) if name.endswith("-karta.pdf") else (13, 20, {10.5})
        if min(sizes - foot) < least or max(sizes) < title:
            small[name] = sorted(sizes)
    assert small == {}


def test_a_leaflet_says_what_to_do_whom_to_call_and_how_old_it_is(printed: Printed) -> None:
    for name in ("domaci-nasili-kraslice.pdf", "dluhy-cheb.pdf", "zaskolactvi-liberecky-kraj.pdf"):
        text, data = read(printed.files[name]), printed.data(name)
        row = printed.site[Catalogue].situations[name.rpartition("-")[0].removesuffix("-liberecky")].row
        assert plain(row.title) in text
        assert plain(row.summary) in text
        assert plain(row.first_step) in text
        assert len(data["steps"]["items"]) >= 3
        assert all(plain(step) in text for step in data["steps"]["items"])
        shown = [one for one in data["services"] if plain(one["name"]) in text]
        assert 2 <= len(shown) <= 6
        for one in shown:
            assert plain(one["what"]) in text
            assert all(plain(phone["shown"]) in text for phone in one["phones"])
        assert re.search(r"Vydáno \d+\. \d+\. 2026", text)
        assert f"{printed.site.settings.site_url}situace/{row.id}"[8:] in text


def test_a_leaflet_names_only_who_answers_the_situation_and_can_be_reached(printed: Printed) -> None:
    site = printed.site
    for situation in site[Catalogue].situations.values():
        for place in (*site[Territories].covered_orps(), *site[Territories].covered_regions()):
            for most in (leaflet_text.MOST, leaflet_text.ON_CARD):
                found = leaflet_text.helpers(site, situation, place, most)
                assert len(found) <= most
                assert all(answers(one) and one.service.reachable for one in found)


def test_a_leaflet_with_few_helpers_says_who_is_missing_and_whom_to_ask(printed: Printed) -> None:
    for name, job in printed.jobs.items():
        data = printed.data(name)
        if job.template == "leaflet" and len(data["services"]) < leaflet_text.FEWEST:
            assert data["few"], name
            assert all(
                plain(one.get("text", one.get("shown", ""))) in read(printed.files[name])
                for one in data["few"]
            )


def test_a_leaflet_about_debts_without_an_adviser_says_so_and_gives_the_line(printed: Printed) -> None:
    """Not a family service, nor an adviser for those who were in prison: nobody would help with the debts."""
    site = printed.site
    for orp in site[Territories].covered_orps():
        data = printed.data(f"dluhy-{orp.row.slug}.pdf")
        kinds = [
            one.service.kind.row.id
            for one in leaflet_text.helpers(site, site[Catalogue].situations["dluhy"], orp)
        ]
        assert any(one["phones"] for one in data["services"]), "somebody answers"
        if not set(kinds) & {"dluhova-poradna", "obcanska-poradna"}:
            assert "pomoc s dluhy" in plain(str(data["few"]))
        assert not [one for one in data["services"] if "RUBIKON" in one["name"] or "Klubíčko" in one["name"]]
    text = read(printed.files["dluhy-cheb.pdf"])
    assert "neznáme spojení na: pomoc s dluhy a exekucemi" in text
    assert "354 440 111" in text


def test_a_leaflet_about_violence_sends_nobody_to_another_region(printed: Printed) -> None:
    site = printed.site
    situation = site[Catalogue].situations["domaci-nasili"]
    for orp in site[Territories].covered_orps():
        here = {
            one.row.id
            for one in (*serving(site, orp, inside=True), *serving(site, orp.region), *nationwide(site))
        }
        for one in leaflet_text.helpers(site, situation, orp):
            assert one.service.row.id in here
            assert one.service.kind.row.family not in ("health", "leisure", "material")


WORDS_THAT_TELL = ("násil", "ubližuj", "ubližov", "oběť", "obět", "týrán", "krize", "sebevra", "drog", "zle")


def test_a_card_for_somebody_in_danger_says_numbers_alone(printed: Printed) -> None:
    """Whoever looks into the wallet, or at the file on the phone, must not learn why it is there."""
    discreet = [one for one in printed.site[Catalogue].situations.values() if leaflet_text.discreet(one)]
    assert "domaci-nasili" in [one.row.id for one in discreet]
    for situation in discreet:
        for region in printed.site[Territories].covered_regions():
            name = leaflet_name(situation.row.id, region.row.slug, wallet=True)
            reader = pypdf.PdfReader(printed.files[name])
            assert reader.metadata is not None
            everything = czech.fold(
                f"{read(printed.files[name])} {reader.metadata.title} {printed.data(name)['qr_alt']}"
            )
            assert not [one for one in WORDS_THAT_TELL if czech.fold(one) in everything]
            assert czech.fold(situation.row.title) not in everything
            assert czech.fold("Důležitá čísla") in everything
            targets = {one["/A"]["/URI"] for one in _links(reader)}
            assert not [one for one in targets if "/situace/" in one]


def test_a_card_shows_phones_first_and_of_those_who_answer(printed: Printed) -> None:
    for name, job in printed.jobs.items():
        if job.template == "card":
            called = [bool(one["phones"]) for one in printed.data(name)["services"]]
            assert called == sorted(called, reverse=True), name


def test_what_is_not_checked_is_said_in_words_that_somebody_hangs_up(printed: Printed) -> None:
    notes = printed.data(LEAFLET)["notes"]
    assert leaflet_text.words.FROM_SOURCES in notes and leaflet_text.words.GUIDE_SOURCES in notes
    assert not [one for one in notes if "nikdo" in one or "stroj" in one]


def test_the_danger_line_stands_exactly_where_there_is_danger(printed: Printed) -> None:
    for situation in printed.site[Catalogue].situations.values():
        for name in (
            leaflet_name(situation.row.id, "cheb"),
            leaflet_name(situation.row.id, "liberecky-kraj", wallet=True),
        ):
            danger = printed.data(name)["danger"]
            assert (danger is not None) == situation.row.danger
            if danger:
                assert danger["numbers"][0]["shown"] == "112"
                assert "112" in read(printed.files[name])


@pytest.mark.parametrize("place", ["cheb", "liberecky-kraj", "karlovarsky-kraj-karta"])
def test_the_qr_code_leads_to_the_page(printed: Printed, place: str) -> None:
    for code in list(printed.site[Catalogue].situations)[::3]:
        with pypdfium2.PdfDocument(printed.files[f"{code}-{place}.pdf"]) as document:
            picture = document[0].render(scale=4 if "karta" in place else 2, grayscale=True).to_numpy()
        found = [one.text for one in zxingcpp.read_barcodes(picture.squeeze())]
        hidden = "karta" in place and leaflet_text.discreet(printed.site[Catalogue].situations[code])
        path = addresses.IN_NEED if hidden else f"situace/{code}/"
        assert found == [printed.site.settings.site_url + path]


# PDF/UA and fonts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [LEAFLET, CARD, "sikana-liberec.pdf"])
def test_documents_are_accessible(printed: Printed, name: str) -> None:
    reader = pypdf.PdfReader(printed.files[name])
    catalog: Any = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "cs-CZ"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    data = printed.data(name)
    assert reader.metadata.title == f"{data['title']}, {data['place']}"
    found = list(_elements(catalog["/StructTreeRoot"]))
    kinds = [str(one.get("/S")) for one in found]
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2")
    assert kinds.count("/Figure") == 1
    assert all(data["qr_alt"] == one["/Alt"] for one in found if one.get("/S") == "/Figure")
    assert all(one.get("/Contents") for one in _links(reader))


def _elements(node: Any) -> Iterator[Any]:
    below = node.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    for one in below if isinstance(below, list) else [below]:
        child = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _elements(child)


def _links(reader: pypdf.PdfReader) -> list[Any]:
    return [one.get_object() for one in reader.pages[0].get("/Annots", [])]


def test_numbers_and_addresses_can_be_tapped(printed: Printed) -> None:
    targets = {one["/A"]["/URI"] for one in _links(pypdf.PdfReader(printed.files["dluhy-cheb.pdf"]))}
    assert "https://rozcestnik-cz.github.io/rozcestnik/situace/dluhy/" in targets
    assert "tel:+420770600800" in targets
    numbers = {one["/A"]["/URI"] for one in _links(pypdf.PdfReader(printed.files["sikana-liberec.pdf"]))}
    assert {"tel:112", "tel:116111"} <= numbers


@pytest.mark.parametrize("name", [LEAFLET, CARD])
def test_all_czech_letters_can_be_read_and_copied(printed: Printed, press: Press, name: str) -> None:
    changes: dict[str, Any] = {"title": LETTERS}
    if name == LEAFLET:
        changes |= {"summary": LETTERS, "first": [{"text": LETTERS}]}
    raw = press.compiled(job_of(printed, name, **changes))
    assert read(raw).count(LETTERS) == len(changes)
    faces = set()
    for font in pypdf.PdfReader(io.BytesIO(raw)).pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        faces.add(font.get_object()["/BaseFont"].partition("+")[2])
    assert faces and all(face.startswith("Lato-") for face in faces)


def test_paper_and_web_are_of_one_kind_of_letters() -> None:
    """A humanist sans on both: the first of the web's list is the one of paper."""
    template = (printing.TEMPLATES / "common.typ").read_text(encoding="utf-8")
    style = (ROOT / "macros/page/styles/text.css").read_text(encoding="utf-8")
    assert '#let face = ("Lato"' in template
    assert "font-family: Lato, " in style
    assert len(packed()) == 2, "MkDocs still brings it"


def test_typst_has_nothing_to_complain_of(printed: Printed, small: tuple[Path, Site], tmp_path: Path) -> None:
    letters = fonts(tmp_path / "fonts")
    jobs = [printed.jobs[LEAFLET], printed.jobs[CARD], *leaflets.share_jobs(small[1])]
    for job in jobs:
        template = printing.TEMPLATES / f"{job.template}.typ"
        compiler = typst.Compiler(template, root=printing.TEMPLATES, font_paths=letters)
        form: Any = "png" if job.template == "share" else "pdf"
        assert compiler.compile_with_warnings(format=form, sys_inputs={"data": job.data})[1] == []


def test_tints_are_those_of_the_style_sheet() -> None:
    style = (ROOT / "macros/page/styles/colours.css").read_text(encoding="utf-8").partition("@media")[0]
    template = (printing.TEMPLATES / "common.typ").read_text(encoding="utf-8")
    found = re.findall(r'(\w+): \("(#\w+)", "(#\w+)"\)', template)
    assert len(found) == 8
    for name, strong, pale in found:
        assert f"--{name}: {strong};" in style
        assert f"--{name}-s: {pale};" in style


# Text that is not text --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [LEAFLET, CARD])
def test_hostile_text_stays_text(printed: Printed, press: Press, name: str) -> None:
    data = printed.data(name)
    service = data["services"][0] | {"name": HOSTILE, "what": HOSTILE, "facts": [HOSTILE], "seat": 0}
    changes = {
        "title": HOSTILE,
        "first": [{"text": HOSTILE}],
        "services": [service],
        "place": HOSTILE,
        "site": HOSTILE,
    }
    raw = press.compiled(job_of(printed, name, **changes))
    assert read(raw).count(plain(HOSTILE)) >= (6 if name == LEAFLET else 4)
    assert pypdf.PdfReader(io.BytesIO(raw)).metadata.title == f"{HOSTILE}, {HOSTILE}"  # type: ignore[union-attr]


def test_hostile_rows_stay_text(small: tuple[Path, Site], press: Press) -> None:
    root, site = small
    situation = site[Catalogue].situations["dluhy"]
    situation.row = situation.row._replace(title=HOSTILE[:80], summary=HOSTILE, first_step=HOSTILE)
    guide = root / "catalogue" / "situace" / "dluhy.md"
    guide.parent.mkdir(exist_ok=True)
    guide.write_text(f"## Krok za krokem\n\n### {HOSTILE}\nText.\n", encoding="utf-8")
    job = next(one for one in leaflets.leaflet_jobs(root, site, "dluhy") if one.template == "leaflet")
    text = read(press.compiled(job))
    assert text.count(plain(czech.typeset(HOSTILE))) == 3
    assert press.compiled(next(one for one in leaflets.share_jobs(site)))


def test_a_template_reads_no_file_of_ours(printed: Printed, press: Press) -> None:
    theft = {"title": '#read("/etc/passwd")', "icons": {"qr": '<svg xmlns="http://www.w3.org/2000/svg"/>'}}
    assert "root:" not in read(press.compiled(job_of(printed, LEAFLET, **theft)))


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_one_page(printed: Printed, press: Press, text: str) -> None:
    for name in (LEAFLET, CARD):
        data = printed.data(name)
        services = [one | {"name": "Služba " + text, "what": text} for one in data["services"]]
        job = job_of(printed, name, first=[{"text": text}], title="Název " + text[:74], services=services)
        size = press.make(job)
        made = press._target / name
        assert made.stat().st_size == size
        assert len(pypdf.PdfReader(made).pages) == 1


def test_signs_that_no_font_has_are_left_out(printed: Printed, press: Press) -> None:
    press.make(job_of(printed, LEAFLET, first=[{"text": "Zavolejte 😀 漢 \x07hned 📞."}]))
    assert "Zavolejte hned ." in read(press._target / LEAFLET)


def _forked(press: Press, job: Job, file: Path) -> None:
    press.make(job, file)


def test_a_fork_of_a_process_with_threads_does_not_wait_for_ever(
    printed: Printed, press: Press, tmp_path: Path
) -> None:
    """Typst works with threads, which a fork loses: its documents are made in a process of their own."""
    press.make(printed.jobs[LEAFLET])
    file = tmp_path / LEAFLET
    child = get_context("fork").Process(target=_forked, args=(press, printed.jobs[LEAFLET], file))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert file.read_bytes() == (press._target / LEAFLET).read_bytes()


def test_a_failure_names_the_file(printed: Printed, press: Press) -> None:
    with pytest.raises(PressError, match=LEAFLET):
        press.make(printed.jobs[LEAFLET]._replace(data="{}"))


@pytest.mark.parametrize("length", [80, 300, 2000])
def test_long_texts_stay_on_the_page(printed: Printed, press: Press, length: int) -> None:
    words = ("Nejneobhospodařovávatelnější slovo a druhé. " * 60)[:length]
    data = printed.data(LEAFLET)
    services = [
        one | {"name": words[:160], "what": words[:110], "facts": [words[:160]], "seat": at}
        for at, one in enumerate([data["services"][0]] * 6)
    ]
    changes = {"title": words[:80], "summary": words[:300], "first": [{"text": words}], "services": services}
    press.make(job_of(printed, LEAFLET, **changes))
    with pypdfium2.PdfDocument(press._target / LEAFLET) as document:
        assert len(document) == 1
        boxes = list(_boxes(document[0]))
    assert min(box[1] for box in boxes) > 11 * MM
    assert max(box[2] for box in boxes) < 199 * MM


def test_words_that_fit_no_line_may_break() -> None:
    assert paper.said("krátké slovo") == "krátké slovo"
    long = paper.said("intervencni-centrum.cipslk.cz")
    assert long.replace("\u200b", "") == "intervencni-centrum.cipslk.cz"
    assert ".\u200bcipslk" in long
    assert max(map(len, paper.said("x" * 100).split("\u200b"))) <= 20


# What stands on a leaflet -----------------------------------------------------------------------------


def test_steps_come_from_the_guide() -> None:
    text = "---\ntitle: x\n---\nÚvod.\n\n## Krok za krokem\n\n### Zavolejte {{ kind('ospod') }}\nHned.\n### Jděte {#a}\n\n## Dál\n### Ne\n"
    assert leaflet_text.guide_steps(text) == ("Zavolejte", "Jděte")
    assert leaflet_text.guide_steps("## Dál\n### Ne\n") == ()


def test_without_a_guide_the_kinds_of_help_stand_there(small: tuple[Path, Site]) -> None:
    site = small[1]
    situation = site[Catalogue].situations["dluhy"]
    steps = leaflet_text.leaflet(site, situation, site[Territories].covered_orps()[0], ()).data["steps"]
    assert steps["label"] == "Na koho se obrátit"
    names = [one.kind.row.everyday_name for one in situation.kinds]
    assert steps["items"] and all(plain(one).lower() in " ".join(names).lower() for one in steps["items"])


def test_near_services_stand_before_far_ones(printed: Printed) -> None:
    site = printed.site
    for orp in site[Territories].covered_orps():
        local = {one.row.id for one in serving(site, orp, inside=True)}
        whole = {one.row.id for one in serving(site, orp.region)}
        for situation in site[Catalogue].situations.values():
            helps = leaflet_text.helpers(site, situation, orp)
            shown = leaflet_text._services(site, orp, helps)
            order = [helps[one["seat"]] for one in shown if not told_to_call(helps[one["seat"]])]
            ids = [one.service.row.id for one in order]
            near = [1 if code in whole else 0 if code in local else 2 for code in ids]
            assert near == sorted(near)


def test_numbers_of_the_first_step_stand_first(printed: Printed) -> None:
    services = printed.data("domaci-nasili-kraslice.pdf")["services"]
    assert [one["phones"][0]["shown"] for one in services[:2]] == ["116\u00a0006", "158"]
    assert "116\u00a0006" not in services[0]["name"], "the number stands below anyway"


def test_a_region_leaflet_does_not_send_everybody_to_one_town(printed: Printed) -> None:
    names = [plain(one["name"]) for one in printed.data("zaskolactvi-karlovarsky-kraj.pdf")["services"]]
    assert "Linka pro rodinu a školu" in names
    assert not [name for name in names if name.startswith("OSPOD")]


def test_a_number_of_another_service_is_not_passed_off(printed: Printed) -> None:
    for name in printed.jobs:
        for one in printed.data(name)["services"]:
            own = {dialled(phone["href"][4:]) for phone in one["phones"]}
            said = {number.dialled for number in numbers(one["what"])}
            assert not own or said <= own, f"{name}: {one['name']}"


def test_facts_say_price_and_trust(small: tuple[Path, Site]) -> None:
    site = small[1]
    helps = next(one for one in site[Catalogue].situations["dluhy"].services if one.service.phones)
    service = helps.service
    ask = "raději se předem zeptejte"
    for confidence, label in (
        ("sourced", False),
        ("partial", True),
        ("register", True),
        ("unverified", True),
    ):
        service.row = service.row._replace(confidence=confidence, verified_on=None, cost="free")
        facts = paper.helper(helps)["facts"]
        assert "zdarma" in facts
        assert (ask in [plain(one) for one in facts]) == label


def test_confidential_places_have_no_address(small: tuple[Path, Site]) -> None:
    root, site = small
    place = next(
        one for all_of in site[Catalogue].services.values() for one in all_of.places if one.row.confidential
    )
    place.row = place.row._replace(street="Tajná 7", postcode="46001", name="Dům U Tajemství")
    jobs = [*leaflets.leaflet_jobs(root, site), *leaflets.share_jobs(site)]
    assert any(place.municipality.row.name in job.data for job in jobs)
    assert not [job.name for job in jobs if "Tajn" in job.data or "Tajem" in job.data or "46001" in job.data]


def test_services_that_are_closed_are_not_printed(small: tuple[Path, Site]) -> None:
    root, site = small
    for situation in site[Catalogue].situations.values():
        for helps in situation.services:
            helps.service.row = helps.service.row._replace(status="closed")
            helps.service.active = False  # as linking says of such a row
    job = next(one for one in leaflets.leaflet_jobs(root, site, "dluhy"))
    assert json.loads(job.data)["services"] == []
    assert "Zeptejte se na sociálním odboru" in plain(str(json.loads(job.data)["few"]))


def test_the_edition_is_the_day_of_the_last_change(small: tuple[Path, Site]) -> None:
    site = small[1]
    situation, orp = site[Catalogue].situations["dluhy"], site[Territories].covered_orps()[0]
    before = leaflet_text.leaflet(site, situation, orp, ())
    helps = leaflet_text.helpers(site, situation, orp)
    days = [situation.row.reviewed_on, *(one.service.row.updated_on for one in helps)]
    assert before.edition == max(days)
    situation.row = situation.row._replace(reviewed_on=max(days).replace(year=2031))
    after = leaflet_text.leaflet(site, situation, orp, ())
    assert f"Vydáno {czech.date(after.edition)}" in after.data["notes"]
    assert after.edition.year == 2031


def test_sentences_are_shortened_whole() -> None:
    text = "První věta. Druhá věta, o něco delší. Třetí."
    assert paper.shorten(text) == text
    assert paper.shorten(text, 20) == "První věta."
    assert paper.shorten("Jediná velmi dlouhá věta bez konce", 20) == "Jediná velmi dlouhá …"
    assert paper.shorten("") == ""


def test_addresses_can_be_copied_from_paper() -> None:
    assert paper.short("https://www.example.cz/") == "example.cz"
    assert paper.short("http://example.cz/poradna") == "example.cz/poradna"
    assert paper.short("https://example.cz/velmi/dlouha/adresa/stranky") == "example.cz"
    assert paper.address("poradna@example.cz")["href"] == "mailto:poradna@example.cz"


def test_a_portal_without_an_address_prints_no_code(small: tuple[Path, Site], press: Press) -> None:
    root, site = small
    for field in ("site_url", "operator"):
        object.__setattr__(site.settings, field, "")
    for job in list(leaflets.leaflet_jobs(root, site, "dluhy"))[:9]:
        raw = press.compiled(job)
        assert "Zdroj a opravy" not in read(raw)
        assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) == 1


# Made only when changed -------------------------------------------------------------------------------


def stamps(root: Path, kind: str = "leaflets") -> dict[str, tuple[int, int]]:
    folder = root / ".cache" / "rozcestnik" / kind
    return {one.name: (one.stat().st_ino, one.stat().st_mtime_ns) for one in sorted(folder.iterdir())}


def test_what_did_not_change_is_not_made_again(small: tuple[Path, Site]) -> None:
    root, site = small
    first = leaflets.make_leaflets(root, site, jobs=1)
    assert first.made == first.files == len(site[Catalogue].situations) * (6 + 2 * 2)
    before = stamps(root)
    assert leaflets.make_leaflets(root, load_site(root).site) == (first.files, 0, 0)
    assert stamps(root) == before


def test_a_changed_row_makes_just_its_leaflets_again(made: tuple[Path, Site]) -> None:
    root, site = made
    leaflets.make_leaflets(root, site, jobs=1)
    before = stamps(root)
    situation = site[Catalogue].situations["ospod"]
    situation.row = situation.row._replace(first_step="Napište jim.")
    assert leaflets.make_leaflets(root, site).made == 10
    after = stamps(root)
    assert {name for name in after if after[name] != before[name]} == {
        name for name in before if name.startswith("ospod-")
    }


def test_a_changed_template_makes_all_again(
    made: tuple[Path, Site], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root, site = made
    whole = leaflets.make_leaflets(root, site, jobs=1)
    copy = shutil.copytree(printing.TEMPLATES, tmp_path / "templates")
    with (copy / "common.typ").open("a", encoding="utf-8") as file:
        file.write("// changed\n")
    monkeypatch.setattr(printing, "TEMPLATES", copy)
    printing.template_key.cache_clear()
    assert leaflets.make_leaflets(root, site, jobs=1).made == whole.files
    printing.template_key.cache_clear()


def test_a_lost_or_cut_file_is_made_again(made: tuple[Path, Site]) -> None:
    root, site = made
    leaflets.make_leaflets(root, site, jobs=1)
    folder = root / ".cache" / "rozcestnik" / "leaflets"
    (folder / "dluhy-cheb.pdf").unlink()
    (folder / "ospod-as.pdf").write_bytes(b"%PDF")
    assert leaflets.make_leaflets(root, site).made == 2


def test_leaflets_that_nobody_wants_go(made: tuple[Path, Site], tmp_path: Path) -> None:
    root, site = made
    whole = leaflets.make_leaflets(root, site, jobs=1)
    story.place(root, site, tmp_path / "out", LEAFLETS)
    (tmp_path / "out" / addresses.LEAFLETS / "index.html").write_text("stránka", encoding="utf-8")
    del site[Catalogue].situations["dluhy"]
    assert leaflets.make_leaflets(root, site) == (whole.files - 10, 0, 10)
    assert story.place(root, site, tmp_path / "out", LEAFLETS) == 10
    left = {one.name for one in (tmp_path / "out" / addresses.LEAFLETS).iterdir()}
    assert left == {"index.html"} | {path.name for _, path in leaflet_files(root)}


def test_only_one_situation_leaves_the_others(small: tuple[Path, Site]) -> None:
    root, site = small
    assert leaflets.make_leaflets(root, site, only="dluhy") == (10, 10, 0)
    assert leaflets.make_leaflets(root, site, only="ospod") == (20, 10, 0)
    assert leaflets.make_leaflets(root, site, only="ospod") == (20, 0, 0)


def test_what_was_done_before_a_stop_is_kept(small: tuple[Path, Site]) -> None:
    root, site = small

    def stop(done: int, total: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leaflets.make_leaflets(root, site, jobs=1, progress=stop)
    assert len(list(leaflet_files(root))) == 7
    made = leaflets.make_leaflets(root, site, jobs=1)
    assert made.made == made.files - 7


def test_the_same_data_give_the_same_bytes(made: tuple[Path, Site], tmp_path: Path) -> None:
    """In this process, in others with another seed of hashes, and however many they are."""
    root, site = made
    leaflets.make_leaflets(root, site, jobs=1)
    pictures = {one.path: one.make() for one in leaflets.share_images(root, site)}
    mine = built.read(root / ".cache" / "rozcestnik")
    for jobs, seed in (("1", "1"), ("2", "77")):
        shutil.rmtree(root / ".cache")
        built.run(
            built.COMMAND,
            *("leaflets", "--root", root, "--out", tmp_path / "out", "--jobs", jobs),
            PYTHONHASHSEED=seed,
            TZ="Asia/Tokyo",
        )
        assert (
            built.differences(built.read(root / ".cache/rozcestnik/leaflets"), _part(mine, "leaflets")) == []
        )
    assert {one.path: one.make() for one in leaflets.share_images(root, site)} == pictures


def _part(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {name.partition("/")[2]: raw for name, raw in files.items() if name.startswith(folder + "/")}


def test_the_document_bears_the_day_of_its_edition(printed: Printed) -> None:
    reader = pypdf.PdfReader(printed.files[LEAFLET])
    assert reader.metadata is not None
    assert str(reader.metadata.creation_date)[:10] == "2026-11-22"
    assert printed.jobs[LEAFLET].stamp % 86400 == 0


# Into the site ----------------------------------------------------------------------------------------


def test_files_for_the_site(small: tuple[Path, Site]) -> None:
    root, site = small
    assert list(leaflet_files(root)) == []
    leaflets.make_leaflets(root, site, jobs=1)
    found = dict(leaflet_files(root))
    assert "letaky/dluhy-cheb.pdf" in found
    assert list(found) == sorted(found)
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in found.values())


def test_copies_are_not_the_kept_files_and_are_written_once(small: tuple[Path, Site], tmp_path: Path) -> None:
    root, site = small
    leaflets.make_leaflets(root, site, only="dluhy")
    assert story.place(root, site, tmp_path / "out", LEAFLETS) == 10
    assert story.place(root, site, tmp_path / "out", LEAFLETS) == 0
    copy = tmp_path / "out" / "letaky" / "dluhy-cheb.pdf"
    kept = dict(leaflet_files(root))["letaky/dluhy-cheb.pdf"]
    assert copy.read_bytes() == kept.read_bytes()
    assert copy.stat().st_ino != kept.stat().st_ino
    copy.write_bytes(b"spoilt")
    assert story.place(root, site, tmp_path / "out", LEAFLETS) == 1
    assert copy.read_bytes() == kept.read_bytes()


def test_share_images(small: tuple[Path, Site]) -> None:
    root, site = small
    found = {one.path: one.make() for one in leaflets.share_images(root, site)}
    assert set(found) == {f"assets/share/{code}.png" for code in (*site[Catalogue].situations, "portal")}
    for raw in found.values():
        assert raw[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", raw[16:24]) == (1200, 630)
        assert len(raw) < 200_000


def test_a_share_image_is_made_once_and_goes_with_its_situation(small: tuple[Path, Site]) -> None:
    root, site = small
    for one in leaflets.share_images(root, site):
        one.make()
    before = stamps(root, "share")
    for one in leaflets.share_images(root, site):
        one.make()
    assert stamps(root, "share") == before
    del site[Catalogue].situations["dluhy"]
    list(leaflets.share_images(root, site))
    assert len(stamps(root, "share")) == len(before) - 1


def test_a_build_takes_the_kept_leaflets_into_the_site(portal: Path) -> None:
    built.build(portal, portal / "site")
    assert not (portal / "site" / "letaky").exists()
    assert built.run(built.COMMAND, "leaflets", "--root", portal, "--only", "dluhy").returncode == 0
    shutil.rmtree(portal / "site")
    built.build(portal, portal / "site")
    assert len(list((portal / "site" / "letaky").glob("dluhy-*.pdf"))) == 10


def test_pages_link_to_just_the_leaflets_that_are_made(printed: Printed, real: built.Built) -> None:
    linked = set()
    for path in real.paths():
        for link in real.tree(path).xpath("//a/@href[contains(., 'letaky/')]"):
            linked.add(link.rpartition("/")[2])
    assert linked == set(printed.files) == set(leaflets.leaflet_names(printed.site))


def test_a_page_of_a_situation_has_its_share_image_and_others_that_of_the_portal(real: built.Built) -> None:
    def image(url: str) -> str:
        return real.tree(url).xpath("//meta[@property='og:image']/@content")[0].rpartition("/")[2]

    assert image("situace/dluhy/") == "dluhy.png"
    assert image("obce/cheb/") == image("") == "portal.png"


def test_a_portal_without_leaflets_does_not_offer_them(portal: Path) -> None:
    settings_file = portal / "mkdocs.yml"
    settings_file.write_text(settings_file.read_text().replace("leaflets: true", "leaflets: false"))
    site = built.built(portal, portal / "site")
    assert not [path for path in site.paths() if b"letaky/" in site.files[path]]
    assert site.tree("situace/dluhy/").xpath("//*[@id='letak']")


def test_a_share_image_says_only_what_the_data_say(small: tuple[Path, Site]) -> None:
    site = small[1]
    for situation in site[Catalogue].situations.values():
        shown = leaflet_text.share(site, situation).data
        row, theme = situation.row, situation.theme.row
        assert {plain(shown[one]) for one in ("site", "kicker", "title", "line")} <= {
            plain(czech.typeset(one)) for one in (site.settings.name, theme.title, row.title, row.summary)
        }


# The command ------------------------------------------------------------------------------------------


def test_the_command(portal: Path) -> None:
    done = built.run(built.COMMAND, "leaflets", "--root", portal, "--only", "dluhy", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "10 letáků a kartiček, z toho 10 vyrobeno a 0 odstraněno" in plain(done.stdout)
    assert done.stderr == "", "no bar outside of a terminal"
    assert (portal / "site" / "letaky" / "dluhy-liberecky-kraj-karta.pdf").is_file()
    again = built.run(built.COMMAND, "leaflets", "--root", portal, "--only", "dluhy")
    assert "z toho 0 vyrobeno" in again.stdout


def test_the_command_names_the_nearest_situation(portal: Path) -> None:
    done = built.run(built.COMMAND, "leaflets", "--root", portal, "--only", "dluh")
    assert done.returncode == 1
    assert done.stderr == "Situace „dluh“ v datech není. Nejbližší existující: dluhy.\n"


def test_the_command_refuses_bad_data(tmp_path: Path) -> None:
    root = portals.broken(
        sorted(path.name for path in portals.BROKEN.iterdir() if path.is_dir())[0], tmp_path
    )
    done = built.run(built.COMMAND, "leaflets", "--root", root)
    assert done.returncode == 1
    assert "Jak opravit" in done.stderr
    assert not (root / ".cache" / "rozcestnik" / "leaflets").exists()


def test_a_bar_shows_the_progress_in_a_terminal(portal: Path) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [str(built.COMMAND), "leaflets", "--root", str(portal), "--jobs", "2"],
        stderr=follower,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # Linux says so that the other side is closed
            break
        if not piece:
            break
        shown += piece
    assert process.wait(timeout=120) == 0
    os.close(leader)
    assert "Dělám letáky" in shown.decode()
    assert b"%" in shown


def test_a_build_does_not_load_what_only_leaflets_need(portal: Path) -> None:
    code = "import sys, macros.entry.cli, macros.subjects.catalogue.leaflets; print('typst' in sys.modules, 'segno' in sys.modules)"
    assert built.run(sys.executable, "-c", code).stdout.split() == ["False", "False"]
