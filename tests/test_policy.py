"""A municipality's family policy: one page and one document from all packages, and how the next one starts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.data.drafts import DRAFTS
from macros.entry.cli import app
from macros.load import load_site
from macros.model.site import Site
from macros.print import press as printing
from macros.print.fonts import fonts
from macros.print.press import Job, Press
from macros.subjects.catalogue import leaflets
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.coverage.near import near_services
from macros.subjects.evaluation import policy_print
from macros.subjects.evaluation.assessment_read import read_form
from macros.subjects.evaluation.model import Evaluations
from macros.subjects.evaluation.pages import policy as views
from macros.subjects.evaluation.scaffold import scaffold
from macros.subjects.indicators.figures import COUNTS, counts_people, missing
from macros.subjects.indicators.figures import figures as facts
from macros.subjects.indicators.model import Indicators
from macros.subjects.strategy.model import Strategies
from macros.subjects.territory.model import Territories
from macros.words import czech
from tests import built, portals
from tests.built import ROOT, Built, words
from tests.test_leaflets import HOSTILE, _elements, plain, read

PAGE = "obce/nove-mesto-pod-smrkem/rodinna-politika/"
PDF = "obce/nove-mesto-pod-smrkem/rodinna-politika.pdf"
POLICIES = "data_packages/evaluation/data/family_policies.csv"


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT).site


@pytest.fixture(scope="module")
def job(site: Site) -> Job:
    return policy_print.policy_job(site, site[Evaluations].family_policies["564265"])


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("press"))


# The page ---------------------------------------------------------------------------------------------


def test_the_page_has_all_parts_and_a_table_of_contents(real: Built) -> None:
    page = real.tree(PAGE)
    sections = [words(one) for one in page.xpath("//main/section/h2")]
    assert sections == [
        "Situace v číslech",
        "Kdo tu pomáhá",
        "Kam s čím jít",
        "Cíle a opatření",
        "Účast dětí a rodin",
        "Jak na tom obec je",
        "Kontakty a úřady",
    ]
    contents = page.xpath("//nav[@class='contents']//a")
    assert [words(one) for one in contents] == sections
    assert all(page.xpath(f"//h2[@id='{one.get('href')[1:]}']") for one in contents)


def test_the_page_says_that_there_is_no_concept_and_who_put_it_together(real: Built) -> None:
    said = words(real.tree(PAGE).xpath("//main")[0]).replace("\u00a0", " ")
    assert "město koncepci rodinné politiky zpracovanou nemá" in said
    assert "Není to dokument, který by schválilo zastupitelstvo." in said
    assert "Stálý sběr údajů o dětech a rodinách město nemá." in said
    assert "Kdo má rodinnou politiku na starosti, nevíme." in said


def test_near_services_are_described_as_the_criteria_ask(site: Site, real: Built) -> None:
    town = site[Territories].municipalities["564265"]
    near = near_services(site, town)
    assert len(near) >= 10
    rows = real.tree(PAGE).xpath("//table[contains(@class, 'network')]/tbody/tr")
    assert len(rows) == len(near)
    head = [
        words(one) for one in real.tree(PAGE).xpath("//table[contains(@class, 'network')]//th[@scope='col']")
    ]
    assert head == ["Služba", "Na co reaguje", "Pro koho a za jakých podmínek", "V jakém rozsahu"]
    regional = {one.row.id for one in site[Catalogue].served[("region", "CZ051")]}
    assert not regional & {one.row.id for one in near}


def test_white_spots_are_named(site: Site, real: Built) -> None:
    town = site[Territories].municipalities["564265"]
    white = [
        need.situation.row.title for group in views.needs(site, town) for need in group.needs if not need.near
    ]
    assert white
    page = real.tree(PAGE)
    found = [words(one.getparent().xpath("dt")[0]) for one in page.xpath("//dd[@class='white']")]
    assert [one.replace("\u00a0", " ") for one in found] == white


def test_every_situation_has_its_place(site: Site) -> None:
    found = [
        need.situation
        for group in views.needs(site, site[Territories].municipalities["564265"])
        for need in group.needs
    ]
    assert found == list(site[Catalogue].situations.values())


def test_pages_lead_to_the_policy_and_back(real: Built) -> None:
    def links(url: str) -> set[str]:
        return {one.rpartition("../")[2] for one in real.tree(url).xpath("//main//a/@href")}

    assert PAGE in links("obce/nove-mesto-pod-smrkem/")
    assert PAGE in links("hodnoceni/")
    assert PAGE in links("strategie/")
    assert PAGE in links("hodnoceni/nove-mesto-pod-smrkem-2023-2024/")
    assert {"obce/nove-mesto-pod-smrkem/", PDF, "hodnoceni/nove-mesto-pod-smrkem-2023-2024/"} <= links(PAGE)


def test_a_draft_is_built_but_nothing_leads_to_it(mini: Built) -> None:
    draft = "obce/as/rodinna-politika/"
    page = mini.tree(draft)
    assert "Rozpracovaná stránka." in words(page.xpath("//main")[0])
    assert page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    assert draft not in mini.files["sitemap.xml"].decode()
    assert draft not in mini.files["search/index.json"].decode()
    for path in mini.paths():
        if path != f"{draft}index.html":
            assert not [one for one in mini.tree(path).xpath("//main//a/@href") if one.endswith(draft)], path


def test_nobody_is_sent_where_no_contact_is_known(real: Built, site: Site) -> None:
    section = real.tree(PAGE).xpath("//section[h2/@id='kontakty']")[0]
    said = words(section).replace("\u00a0", " ")
    assert site[Territories].municipalities["564265"].office is None
    assert "Obraťte se na obecní úřad." not in said
    (ospod,) = section.xpath(".//li[a[contains(@href, 'sluzby/ospod-frydlant/')]]")
    assert ospod.xpath("a[starts-with(@href, 'https://www.mesto-frydlant.cz')]")
    assert "spojení neznáme" not in words(ospod)


def test_a_known_web_stands_where_no_phone_is(real: Built) -> None:
    for path in ("obce/nove-mesto-pod-smrkem/", "orp/frydlant/"):
        for one in real.tree(path).xpath("//li[@data-s]"):
            service = real.site[Catalogue].services[one.get("data-s")]
            assert ("spojení neznáme" in words(one)) <= (not service.contacts or not service.web), (
                service.row.id
            )
            if service.web and not service.phones:
                assert service.web.value in "".join(one.xpath("a/@href")), service.row.id


def test_figures_come_from_one_place(site: Site) -> None:
    town = site[Territories].municipalities["564265"]
    found = views.figures_of(site, town)
    (people,) = (one for one in found if one.title == "Počet obyvatel")
    assert (plain(people.value), people.period) == ("3 754 obyvatel", "2022"), "the newer one, once"
    school = next(one for one in found if one.title.startswith("Nedokončená základní škola"))
    assert school.title.endswith("(ORP Frýdlant)"), "a figure of the ORP does not pass for the municipality's"
    assert (plain(school.value), [plain(value) for _, value in school.beside]) == ("10,5 %", ["3,8 %"])


def test_people_are_taken_from_the_municipality_where_no_indicator_counts_them(site: Site) -> None:
    town = next(one for one in site[Territories].covered_municipalities() if one.row.name == "Hejnice")
    (people,) = (one for one in views.figures_of(site, town) if one.title == "Počet obyvatel")
    assert people.value == czech.number(town.row.population or 0)


def test_goals_say_plainly_what_is_wanted_and_how_it_went(real: Built, site: Site, job: Job) -> None:
    said = words(real.tree(PAGE).xpath("//section[h2/@id='cile']")[0]).replace("\u00a0", " ")
    printed = plain(json.dumps(json.loads(job.data), ensure_ascii=False))
    strategy = site[Strategies].strategies["nove-mesto-pod-smrkem"]
    assert len(strategy.roots) == 5
    for node in strategy.roots:
        latest = node.record.latest
        assert latest
        assert said.index(node.row.plain) < said.index(f"Úředně: {node.row.title}") < said.index(latest.words)
        assert plain(node.row.plain) in printed and plain(latest.words)[:60] in printed
    for text in (said, printed):
        assert "Dlouhodobý cíl: Obec vytváří podmínky" in text
        assert "Opatření města neznáme." in text


def test_people_are_counted_once_and_never_for_the_whole_orp(real: Built) -> None:
    for town in real.site[Territories].covered_municipalities()[::15]:
        text = words(real.tree(f"obce/{town.row.slug}/").xpath("//main")[0]).replace("\u00a0", " ")
        assert not [
            one
            for one in facts(real.site, town)
            if one.indicator.row.unit in COUNTS and one.figure.spot.level != "municipality"
        ]
        counted = counts_people(facts(real.site, town))
        assert len(re.findall(r"\d obyvatel k \d", text)) == (0 if counted else 1), town.row.name
    cheb = words(real.tree("obce/cheb/").xpath("//main")[0]).replace("\u00a0", " ")
    assert "32 892 obyvatel k 31. 12. 2025" in cheb and "51 023" not in cheb
    smrk = words(real.tree("obce/nove-mesto-pod-smrkem/").xpath("//main")[0]).replace("\u00a0", " ")
    assert "3 754" in smrk and "3 716" not in smrk


def test_only_what_another_place_has_is_missed(real: Built) -> None:
    text = missing(real.site, real.site[Territories].municipalities["554481"])
    known = {
        one.row.short
        for one in real.site[Indicators].indicators.values()
        if any(level in ("municipality", "orp") for level, _ in one.series)
    }
    listed = text.removeprefix("Nemáme čísla: ").rstrip(".").split("; ")
    assert {one.casefold() for one in listed if one} <= {one.casefold() for one in known}


def test_goals_of_the_municipality_are_shown_with_their_tree(mini: Built) -> None:
    """The strategy of the odd municipality stands on its page; those of the region are only named."""
    page = mini.tree("obce/zkusebnice/rodinna-politika/")
    assert page.xpath("//section[@aria-labelledby='cile']//ol[@class='tree']/li")
    cheb = mini.tree("obce/cheb/rodinna-politika/")
    assert "Co pro obec platí shora" in words(cheb.xpath("//section[@aria-labelledby='cile']")[0])


# The document -----------------------------------------------------------------------------------------


def test_the_document_is_accessible(real: Built, job: Job) -> None:
    reader = pypdf.PdfReader(io.BytesIO(real.files[PDF]))
    catalog: Any = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "cs-CZ"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Rodinná politika: Nové Město pod Smrkem"
    assert str(reader.metadata.creation_date)[:10] == "2026-11-22"
    kinds = [str(one.get("/S")) for one in _elements(catalog["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1 + len(json.loads(job.data)["sections"])
    assert kinds.count("/TOCI") == 7
    assert kinds.count("/Table") == kinds.count("/THead") >= 10
    assert kinds.count("/Figure") == 1, "the QR code; boxes of levels only repeat words"


def test_the_document_has_contents_with_the_right_pages(real: Built) -> None:
    reader = pypdf.PdfReader(io.BytesIO(real.files[PDF]))
    texts = [plain(page.extract_text()) for page in reader.pages]
    assert 4 <= len(texts) <= 20
    bookmarks = [one for one in reader.outline if not isinstance(one, list)]
    below = [one for part in reader.outline if isinstance(part, list) for one in part]
    titles = [str(one.title) for one in [*bookmarks, *below] if not isinstance(one, list)]  # type: ignore[union-attr]
    for number, title in enumerate(
        ("Situace v číslech", "Kdo tu pomáhá", "Kam s čím jít", "Cíle a opatření", "Účast dětí a rodin"),
        start=1,
    ):
        page = next(at for at, text in enumerate(texts) if at and f"{number}. {title}" in text)
        assert f"{number}. {title}" in texts[0]
        assert texts[0].partition(f"{number}. {title}")[2].lstrip(" .").startswith(str(page + 1))
        assert any(title in one for one in titles)
    for number, text in enumerate(texts, start=1):
        assert f"strana {number}/{len(texts)}" in text


def test_the_document_says_what_the_page_says(real: Built, site: Site) -> None:
    text = read(real.files[PDF])
    one = site[Evaluations].family_policies["564265"]
    for row in one.participation:
        assert plain(czech.typeset(row.what)) in text
    for group in one.assessments[0].set.descriptors:
        assert plain(czech.typeset(f"{group.number} {group.row.title}")) in text.replace("- ", "-")
    for service in near_services(site, one.municipality):
        described = views.described(service)
        assert all(plain(czech.typeset(each.row.title)) in text for each in described.situations), (
            service.row.id
        )
        assert plain(czech.typeset(service.row.name)).split(" ")[0] in text
    assert "slova nerozhodnou" in text
    assert "Stupně zdroj nemá. Ze slov je odvodila redakce Rozcestníku." in text and "zčásti*" in text
    assert "Bílé místo" in text
    assert "rozcestnik-cz.github.io/rozcestnik/obce/" in text.replace("/ ", "/")  # a line may end there


def test_typst_has_nothing_to_complain_of(job: Job, tmp_path: Path) -> None:
    letters = fonts(tmp_path / "fonts")
    compiler = typst.Compiler(printing.TEMPLATES / "policy.typ", root=printing.TEMPLATES, font_paths=letters)
    found = compiler.compile_with_warnings(format="pdf", sys_inputs={"data": job.data}, pdf_standards="ua-1")
    assert found[1] == []


def test_the_same_data_give_the_same_bytes(real: Built, job: Job, press: Press, tmp_path: Path) -> None:
    assert press.compiled(job) == real.files[PDF]


def test_the_document_is_made_once_and_goes_with_its_municipality(portal: Path) -> None:
    site = load_site(portal).site
    kept = portal / ".cache" / "rozcestnik" / "policy"
    files = list(policy_print.policy_files(site))
    assert [one.path for one in files] == [
        "obce/cheb/rodinna-politika.pdf",
        "obce/as/rodinna-politika.pdf",
        "obce/zkusebnice/rodinna-politika.pdf",
    ]
    first = [one.make() for one in files]
    stamps = built.stamps(kept)
    assert len(stamps) == 3
    assert [one.make() for one in policy_print.policy_files(site)] == first
    assert built.stamps(kept) == stamps
    one = site[Evaluations].family_policies["554481"]
    one.row = one.row._replace(intro="Jinak.")
    again = list(policy_print.policy_files(site))
    assert again[0].make() != first[0]
    assert len(built.stamps(kept)) == 3, "the old document of the same municipality is gone"
    del site[Evaluations].family_policies["554499"]
    assert len(list(policy_print.policy_files(site))) == len(built.stamps(kept)) == 2


def test_hostile_rows_stay_text(portal: Path, press: Press) -> None:
    site = load_site(portal).site
    one = site[Evaluations].family_policies["554481"]
    one.row = one.row._replace(title=HOSTILE, intro=HOSTILE, concept=HOSTILE, collected_data=HOSTILE)
    first = one.participation[0]._replace(what=HOSTILE, outcome=HOSTILE, with_whom=HOSTILE)
    one.participation = (first,)
    raw = press.compiled(policy_print.policy_job(site, one))
    # The title stands in the document and in the foot of each page.
    assert read(raw).count(plain(czech.typeset(HOSTILE))) >= 5


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=600))
@settings(max_examples=25, deadline=None)
def test_any_text_makes_a_document(site: Site, press: Press, text: str) -> None:
    one = site[Evaluations].family_policies["564265"]
    data = policy_print.document(site, one) | {"intro": text, "title": "Název " + text[:80]}
    data["sections"] = data["sections"][3:5]
    data["sections"][0]["blocks"][0]["text"] = text
    assert press.make(leaflets.job("any.pdf", "policy", data, dt.date(2026, 1, 1))) > 1000


# The next one -----------------------------------------------------------------------------------------


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["new", "municipality", *words, "--root", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output.replace("\u00a0", " ")


def test_a_started_municipality_is_sound_and_a_draft(portal: Path) -> None:
    code, output = run(portal, "554961")
    assert code == 0, output
    assert "Co dál:" in output and "rozcestnik import assessment" in output
    assert portals.problems_of(portal) == []
    one = load_site(portal).site[Evaluations].family_policies["554961"]
    assert (one.row.state, one.published) == ("draft", False)
    with (portal / POLICIES).open(encoding="utf-8", newline="") as file:
        codes = [row["municipality_code_csu"] for row in csv.DictReader(file)]
    assert codes == sorted(codes)


def test_patterns_stand_outside_of_the_data_and_are_marked(portal: Path) -> None:
    run(portal, "554961")
    folder = portal / DRAFTS / "karlovy-vary"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "README.md",
        "formular-sada-priklad.xlsx",
        "formular-zkusebni-sada.xlsx",
        "nodes.csv",
        "participation.csv",
        "rodinna-politika.md",
        "strategies.csv",
    ]
    for name, package in (("strategies", "strategy"), ("nodes", "strategy"), ("participation", "evaluation")):
        header, *lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        real = (portal / f"data_packages/{package}/data/{name}.csv").read_text(encoding="utf-8")
        assert header == real.splitlines()[0]
        assert all("[DOPLŇTE" in line for line in lines)


def test_patterns_that_got_into_the_data_are_stopped(portal: Path) -> None:
    run(portal, "554961")
    for name in ("strategies", "nodes"):
        lines = (portal / DRAFTS / "karlovy-vary" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        path = portal / f"data_packages/strategy/data/{name}.csv"
        header, *known = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, *sorted([*known, *lines[1:]])]) + "\n", encoding="utf-8")
    found = portals.problems_of(portal)
    assert {one.rule for one in found if not one.warning} == {"placeholder"}


def test_the_form_knows_its_municipality(portal: Path) -> None:
    run(portal, "554961")
    site = load_site(portal).site
    raw = (portal / DRAFTS / "karlovy-vary" / "formular-sada-priklad.xlsx").read_bytes()
    with pytest.raises(Exception, match="Nalezeno") as caught:
        read_form(raw, "f.xlsx", site)
    missing = {one.column for one in caught.value.problems}  # type: ignore[attr-defined]
    assert "B (Obec)" not in missing and "B (Kdo hodnotil)" in missing


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Cheb", "Cheb má kód 554481 (ORP Cheb)."),
        ("Chleb", "Nejbližší: Cheb 554481."),
        ("554482", "Nejbližší kódy: 554481"),
        ("", "Kód najdete na stránce obce, úplně dole."),
        (
            "554481",
            "Cheb už rodinnou politiku má: data_packages/evaluation/data/family_policies.csv, řádek 2.",
        ),
    ],
)
def test_what_cannot_be_started_is_explained(portal: Path, code: str, said: str) -> None:
    before = built.read(portal)
    exit_code, output = run(portal, code)
    assert exit_code == 1
    assert said in output
    assert built.read(portal) == before


def test_a_municipality_elsewhere_is_refused(portal: Path) -> None:
    text = (portal / "mkdocs.yml").read_text(encoding="utf-8")
    (portal / "mkdocs.yml").write_text(text.replace("[CZ041, CZ051]", "[CZ051]"), encoding="utf-8")
    code, output = run(portal, "554961")
    assert code == 1
    assert "leží v kraji Karlovarský kraj (CZ041), který portál nepokrývá" in output


def test_nothing_is_ever_overwritten(portal: Path) -> None:
    site = load_site(portal).site
    folder = portal / DRAFTS / "karlovy-vary"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("moje poznámky", encoding="utf-8")
    done = scaffold(portal, site, "554961", dt.date(2026, 11, 22))
    assert (folder / "README.md").read_text(encoding="utf-8") == "moje poznámky"
    assert done.kept == ["drafts/karlovy-vary/README.md"]
    assert "2026-11-22" in (portal / POLICIES).read_text(encoding="utf-8")
    shutil.rmtree(folder)
    code, output = run(portal, "554961")
    assert code == 1 and "Nic nepřepisuji" in output
    assert not folder.exists()
