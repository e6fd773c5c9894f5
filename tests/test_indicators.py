"""Pages, files and figures of indicators; small counts of people leave no trace in anything that is built."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from macros import charts
from macros.checks import Data
from macros.checks import small_counts as rules
from macros.load import load_site
from macros.model.indicators import Indicator
from macros.model.site import Site
from macros.packages import read_all
from macros.settings import read_settings
from macros.steps import guide_steps
from macros.views import cost, figures, series
from macros.views import figure_words as words_of
from macros.views import indicators as views
from tests import portals
from tests.built import Built, built, words

OBSERVATIONS = "data_packages/indicators/data/observations.csv"


@pytest.fixture(scope="module")
def site(real: Built) -> Site:
    return real.site


def figure(one: Indicator, level: str, code: str, period: str) -> Any:
    return next(found for found in one.series[level, code] if found.row.period == period)


# Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "place", "sentence"),
    [
        (
            "neukoncena-zs",
            ("orp", "5102", "2022"),
            "V ORP Frýdlant nedokončilo základní školu 10,5 % žáků (v roce 2022).",
        ),
        (
            "index-vylouceni-obce-12-30",
            ("state", "CZ", "2023"),
            "V Česku má vysoké sociální vyloučení 238 obcí (v roce 2023).",
        ),
        (
            "osoby-v-exekuci",
            ("municipality", "560707", "2024-Q2"),
            "V obci Vřesová má exekuci 49,5 % lidí starších 15 let (ve 2. čtvrtletí 2024).",
        ),
        (
            "odhad-vyloucenych",
            ("municipality", "564265", "2021"),
            "V obci Nové Město pod Smrkem je podle odhadu vyloučených nebo ohrožených vyloučením 100–300 lidí (v roce 2021).",
        ),
        (
            "deti-ospod-na-1000",
            ("orp", "5102", "2022"),
            "V ORP Frýdlant řeší OSPOD 21,3 případu na 1 000 obyvatel (v roce 2022).",
        ),
        (
            "osoby-v-exekuci-zmena",
            ("state", "CZ", "2024"),
            "V Česku se počet lidí v exekuci za rok změnil o −19 000 lidí (v roce 2024).",
        ),
        (
            "nezamestnanost",
            ("region", "CZ041", "2024-03"),
            "V Karlovarském kraji je bez práce 4,63 % lidí v produktivním věku (v březnu 2024).",
        ),
    ],
)
def test_sentence_a_mayor_can_repeat(
    site: Site, indicator: str, place: tuple[str, str, str], sentence: str
) -> None:
    one = site.indicators[indicator]
    said = words_of.sentence(one.row, figure(one, *place))
    assert said.replace("\u00a0", " ") == sentence


def test_no_sentence_is_left_with_a_gap(site: Site) -> None:
    for one in site.indicators.values():
        for found in one.figures():
            assert "{" not in words_of.sentence(one.row, found), one.row.id


def test_what_is_filled_in_is_never_looked_into(site: Site) -> None:
    """A place called "{kolik}" stays a place."""
    one = site.indicators["nezamestnanost"]
    found = next(one.figures())
    odd = found._replace(spot=found.spot._replace(where="v obci {kolik} {kdy}"))
    assert "V obci {kolik} {kdy}" in words_of.sentence(one.row, odd)


def test_difference_to_another_territory(site: Site) -> None:
    one = site.indicators["neukoncena-zs"]
    said = words_of.compared(one.row, figure(one, "orp", "5102", "2022"), figure(one, "state", "CZ", "2022"))
    expected = "O 6,7 procentního bodu víc než v Česku, a to je horší."
    assert said.replace("\u00a0", " ") == expected


# Pages ------------------------------------------------------------------------------------------------


def test_every_indicator_has_a_page_with_its_parts(real: Built) -> None:
    for one in real.site.indicators.values():
        url = f"ukazatele/{one.row.id}/"
        page = real.tree(url)
        said = words(page.xpath("//main")[0])
        assert one.row.title[:20] in said
        assert page.xpath("//*[@id='cteni']"), "how to read it"
        for name in ("data.csv", "data.json"):
            assert page.xpath(f"//main//a[@href='{name}']"), name
            assert url + name in real.files


def test_line_charts_have_one_unit_and_one_definition(site: Site) -> None:
    for one in site.indicators.values():
        found = series.lines(one)
        charts.check(found)
        assert {point.of for line in found for point in line.points} <= {one.row.id}


def test_december_is_joined_and_other_months_stand_beside(site: Site) -> None:
    one = site.indicators["nezamestnanost"]
    points = series.points(one, one.series["region", "CZ041"])
    joined = [point for point in points if not point.loose]
    assert [point.label for point in joined] == [f"prosinec {year}" for year in range(2005, 2026)]
    assert {point.label for point in points if point.loose} == {
        "říjen 2016",
        "červen 2017",
        "březen 2024",
        "duben 2024",
    }
    assert [point.at for point in joined] == list(range(2005, 2026))


def test_target_of_the_union_is_judged_with_its_arithmetic(real: Built) -> None:
    one = real.site.indicators["predcasne-odchody"]
    first, second = views.judged(one)
    assert (first.verdict.state, second.verdict.state) == ("met", "closer")
    said = words(real.tree("ukazatele/predcasne-odchody/").xpath("//main")[0])
    assert "Pravidlo, verze 1" in said
    assert "9,9 % − 10 % = −0,1" in said


def test_target_of_zero_can_be_judged(mini: Built) -> None:
    one = mini.site.indicators["zkusebni-ukazatel"]
    zero = next(found for found in views.judged(one) if found.aim.row.value == 0)
    assert zero.verdict.state == "closer"


def test_classes_show_how_many_municipalities_they_hold(real: Built) -> None:
    classes = views.bands(real.site.indicators["index-vylouceni"])
    assert [(found.bounds, found.number.replace("\u00a0", " ")) for found in classes] == [
        ("0–1", "3 326 obcí"),
        ("2–7", "2 249 obcí"),
        ("8–11", "271 obcí"),
        ("12–30", "208 obcí"),
    ]
    said = words(real.tree("ukazatele/index-vylouceni/").xpath("//main")[0])
    assert "Čísla podle obcí zatím nemáme" in said


def test_index_of_municipalities_makes_a_map_and_a_class_on_their_pages(mini: Built) -> None:
    page = mini.tree("ukazatele/index-vylouceni/")
    assert len(page.xpath("//svg[@class='drawn']//path[contains(@class,'m')]/title")) >= 7
    assert "Schematická mapa: buňky nejsou hranice obcí" in words(page.xpath("//main")[0])
    assert "Pásmo: nízký" in words(mini.tree("obce/liberec/").xpath("//main")[0])


def test_municipality_stands_beside_region_and_state(real: Built) -> None:
    page = real.tree("obce/nove-mesto-pod-smrkem/")
    table = next(
        one for one in page.xpath("//table[@class='bars']") if "Nedokončená" in words(one.xpath("caption")[0])
    )
    assert [[words(cell) for cell in row if words(cell)] for row in table.xpath(".//tr")] == [
        ["ORP Frýdlant", "10,5 %"],
        ["Česko", "3,8 %"],
    ]
    assert "3 754 obyvatel" in words(page.xpath("//main")[0])
    assert "Nemáme čísla: nezaměstnanost; záznamy o službách." in words(page.xpath("//main")[0])


def test_pages_of_municipalities_stay_small(real: Built) -> None:
    large = {
        url: size
        for url in real.urls("municipality")
        if (size := len(real.files[f"{url}index.html"])) > 35_000
    }
    assert large == {}


def test_pages_without_numbers_have_no_section(mini: Built) -> None:
    # The only numbers here are those of other places.
    facts = figures.figures(mini.site, mini.site.orps["5105"])
    assert facts == []
    assert not mini.tree("orp/liberec/").xpath("//*[@id='cisla']")


def test_a_portal_without_the_package_still_builds(portal: Path, tmp_path: Path) -> None:
    import shutil

    shutil.rmtree(portal / "data_packages" / "indicators")
    without = built(portal, tmp_path / "out")
    assert not any(path.startswith(("ukazatele", "cena-")) for path in without.files)
    assert "obce/cheb/index.html" in without.files


# Files ------------------------------------------------------------------------------------------------


def test_files_say_what_the_page_says(real: Built) -> None:
    one = real.site.indicators["nezamestnanost"]
    rows = list(csv.DictReader(io.StringIO(real.files["ukazatele/nezamestnanost/data.csv"].decode())))
    assert len(rows) == sum(len(series) for series in one.series.values())
    cheb = next(row for row in rows if row["territory_code"] == "554481")
    assert (cheb["territory"], cheb["unit"]) == ("Cheb", "percent")
    read = json.loads(real.files["ukazatele/nezamestnanost/data.json"])
    assert len(read["observations"]) == len(rows)
    assert read["definition"] == one.row.definition


# Small counts -----------------------------------------------------------------------------------------


def test_a_small_count_leaves_no_trace(portal: Path, tmp_path: Path) -> None:
    """A count of four, its note, and what would tell it: no file of the site has them."""
    path = portal / OBSERVATIONS
    text = path.read_text(encoding="utf-8")
    old = "uchazeci,municipality,564265,2024-12,7,,final,https://www.priklad.test/zdroj,,,,sedm na konci roku"
    assert old in text
    new = "uchazeci,municipality,564265,2024-12,4,,final,https://www.priklad.test/zdroj,,,,velryba v rybníce"
    path.write_text(text.replace(old, new), encoding="utf-8")
    site = built(portal, tmp_path / "site")
    assert ("uchazeci", "municipality", "564265", "2024-12") in site.site.hidden
    for name, raw in site.files.items():
        assert b"velryba" not in raw, name
    for name in ("data/indicators/data/observations.csv", "ukazatele/uchazeci/data.csv"):
        rows = list(csv.DictReader(io.StringIO(site.files[name].decode())))
        mine = [row for row in rows if row["indicator"] == "uchazeci" and row["territory_code"] == "564265"]
        assert [(row["value"], row["status"]) for row in mine] == [("", "suppressed")]
    said = words(site.tree("obce/nove-mesto-pod-smrkem/").xpath("//*[@class='figs']")[0])
    assert "V obci Nové Město pod Smrkem číslo neuvádíme" in said
    line = next(
        found for found in site.site.indicators["uchazeci"].figures() if found.spot.code == "564265"
    ).row
    assert line.value is None and line.line.startswith("uchazeci,municipality,564265,2024-12,,,suppressed,")


def test_what_would_tell_it_is_hidden_too(mini: Built) -> None:
    """The source leaves out Hejnice; 30 − 20 − 7 would tell it, so the 7 is hidden as well."""
    one = mini.site.indicators["uchazeci"]
    assert {found.spot.name for found in one.figures() if found.hidden} == {
        "Hejnice",
        "Nové Město pod Smrkem",
    }
    page = words(mini.tree("ukazatele/uchazeci/").xpath("//main")[0])
    assert "Malé počty lidí neuvádíme" in page


def data(root: Path) -> Data:
    packages, tables, _ = read_all(root)
    return Data(root, packages, tables, read_settings(root), guide_steps(root))


def test_check_proves_it_on_the_export(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(rules.small_counts_kept(data(portal))) == []
    # As if the secondary suppression had been forgotten: only what the source left out is hidden.
    slot = ("uchazeci", "municipality", "564044", "2024-12")
    monkeypatch.setattr(rules, "hidden_slots", lambda *words: frozenset([slot]))
    found = list(rules.small_counts_kept(data(portal)))
    assert {one.rule for one in found} == {"small-count-told"}
    assert "dopočítat" in found[0].what()


def test_check_reads_a_site_that_is_already_built(portal: Path) -> None:
    settings = read_settings(portal)
    folder = portal / settings.site_dir / "ukazatele" / "uchazeci"
    folder.mkdir(parents=True)
    header = "indicator,level,territory_code,territory,period,value,value_high"
    text = f"{header}\nuchazeci,municipality,564265,NM,2024-12,7,\n"
    (folder / "data.csv").write_text(text, encoding="utf-8")
    found = list(rules.small_counts_kept(data(portal)))
    assert [one.rule for one in found] == ["small-count-built"]
    assert "ukazatele/uchazeci/data.csv" in found[0].what()


def test_another_threshold_is_obeyed(portal: Path) -> None:
    path = portal / "data_packages" / "indicators" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["rozcestnik"]["small_count"] = 25
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    site = load_site(portal).site
    shown = [found.row.value for found in site.indicators["uchazeci"].figures() if not found.hidden]
    assert shown == [30], "27 people are hidden together"
    assert portals.problems_of(portal), "and check warns of what stands in the file"


# The cost of inaction ---------------------------------------------------------------------------------


def test_cost_is_the_number_of_pupils_times_the_sum(real: Built) -> None:
    rows = real.tree("cena-necinnosti/").xpath("//tbody/tr")
    said = {words(row[0]).replace("\u00a0", " "): words(row[1]).replace("\u00a0", " ") for row in rows}
    assert said == {
        "1 dítě": "2–2,5 milionu Kč",
        "5 dětí": "10–12,5 milionu Kč",
        "10 dětí": "20–25 milionů Kč",
        "20 dětí": "40–50 milionů Kč",
        "50 dětí": "100–125 milionů Kč",
    }
    page = words(real.tree("cena-necinnosti/").xpath("//main")[0])
    assert "zhruba 2 – 2,5 mil. Kč" in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1e6, 1e6, "1 milion Kč"),
        (2e6, 2e6, "2 miliony Kč"),
        (2e6, 4e6, "2–4 miliony Kč"),
        (5e6, 6e6, "5–6 milionů Kč"),
        (5e5, 5e5, "0,5 milionu Kč"),
        (1e9, 1.25e9, "1 000–1 250 milionů Kč"),
    ],
)
def test_sums_in_words(low: float, high: float, said: str) -> None:
    assert cost.money(low, high).replace("\u00a0", " ") == said
