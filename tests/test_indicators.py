"""Pages, files and figures of indicators; small counts of people leave no trace in anything that is built."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from macros.check import Data
from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.draw import charts
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.indicators import choropleth, figures, series
from macros.subjects.indicators import figure_words as words_of
from macros.subjects.indicators.model import Indicator, Indicators
from macros.subjects.indicators.pages import cost
from macros.subjects.indicators.pages import indicators as views
from macros.subjects.indicators.rules import small_counts as rules
from macros.subjects.territory.model import Territories
from tests import portals
from tests.built import Built, built, words

OBSERVATIONS = "data_packages/indicators/data/observations.csv"


@pytest.fixture(scope="module")
def site(real: Built) -> Site:
    return real.site


def figure(indicator: Indicator, level: str, code: str, period: str) -> Any:
    return next(found for found in indicator.series[level, code] if found.row.period == period)


# Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "place", "sentence"),
    [
        (
            "neukoncena-zs",
            ("orp", "5102", "2022"),
            "V ORP Frýdlant nedokončilo základní školu 10,5 % žáků (podle zprávy z roku 2022).",
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
            "V ORP Frýdlant řeší OSPOD 21,3 případu na 1 000 obyvatel (podle zprávy z roku 2022).",
        ),
        (
            "sitovani-setkani",
            ("state", "CZ", "2017-05"),
            "V Česku se v 11 krajích od července 2016 do konce května 2017 uskutečnilo 7 430 setkání síťařů "
            "s lidmi a organizacemi.",
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
    one = site[Indicators].indicators[indicator]
    said = words_of.sentence(one.row, figure(one, *place))
    assert said.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("period", "kind", "when", "label"),
    [
        ("2022", "", "v roce 2022", "2022"),
        ("2022", "data", "v roce 2022", "2022"),
        ("2024-Q2", "", "ve 2. čtvrtletí 2024", "2. čtvrtletí 2024"),
        ("2022", "report", "podle zprávy z roku 2022", "zpráva z roku 2022"),
        ("2024-Q2", "report", "podle zprávy ze 2. čtvrtletí 2024", "zpráva ze 2. čtvrtletí 2024"),
        ("2022-10", "report", "podle zprávy z října 2022", "zpráva z října 2022"),
        ("2017-05", "until", "do konce května 2017", "do konce května 2017"),
        ("2017", "until", "do konce roku 2017", "do konce roku 2017"),
    ],
)
def test_the_date_of_a_report_is_not_called_the_time_of_the_number(
    period: str, kind: str, when: str, label: str
) -> None:
    assert (words_of.when(period, kind), words_of.label(period, kind)) == (when, label)


def test_numbers_whose_time_nobody_gives_say_so_everywhere(real: Built) -> None:
    """Figures of the family-policy report: sentence, tables and files name the report."""
    said = words(real.tree("ukazatele/neukoncena-zs/").xpath("//main")[0]).replace("\u00a0", " ")
    assert "podle zprávy z roku 2022" in said and "zpráva z roku 2022" in said
    assert "v roce 2022" not in said
    town = words(real.tree("obce/nove-mesto-pod-smrkem/").xpath("//main")[0]).replace("\u00a0", " ")
    assert "10,5 % žáků (podle zprávy z roku 2022)" in town
    assert ",report" in real.files["ukazatele/neukoncena-zs/data.csv"].decode()


def test_no_sentence_is_left_with_a_gap(site: Site) -> None:
    for one in site[Indicators].indicators.values():
        for found in one.figures():
            assert "{" not in words_of.sentence(one.row, found), one.row.id


@pytest.mark.parametrize(
    "slot",
    [
        "{kolik.__class__}",
        "{kolik:>1000000}",
        "{}",
        "{0}",
        "{kolik!r}",
        "{kolik[0]}",
        "{kde",
        "}",
        "{{kolik}}",
    ],
)
def test_a_sentence_is_no_format(portal: Path, slot: str) -> None:
    """Slots are three plain words; anything else between braces is refused with those that may stand there."""
    path = portal / "data_packages/indicators/data/indicators.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("má index {kolik} ({kdy}).", f"má index {slot} ({{kdy}})."), encoding="utf-8"
    )
    found = [one for one in portals.problems_of(portal) if one.rule == "plain-slot"]
    assert found and "{kde}, {kolik} a {kdy}" in found[0].mend()
    assert "{" in found[0].value or "}" in found[0].value


def test_what_is_filled_in_is_never_looked_into(site: Site) -> None:
    """A place called "{kolik}" stays a place."""
    one = site[Indicators].indicators["nezamestnanost"]
    found = next(one.figures())
    odd = found._replace(spot=found.spot._replace(where="v obci {kolik} {kdy}"))
    assert "V obci {kolik} {kdy}" in words_of.sentence(one.row, odd)


def test_what_decides_whether_a_number_is_missing_is_in_the_key_of_figures() -> None:
    site = load_site(portals.FIXTURE).site
    town = site[Territories].covered_municipalities()[0]
    numbers = site[Indicators]
    numbers.figures_keys = {}
    first = next(one.local for one in numbers.figure_themes.values() if one.local)
    keys = set()
    for changed in ({}, {"short": "Jinak"}, {"role": "people"}):
        site.known.clear()
        first.row = first.row._replace(**changed)
        keys.add(figures.figures_key(site, town))
    assert len(keys) == 3


def test_difference_to_another_territory(site: Site) -> None:
    one = site[Indicators].indicators["neukoncena-zs"]
    said = words_of.compared(one.row, figure(one, "orp", "5102", "2022"), figure(one, "state", "CZ", "2022"))
    expected = "O 6,7 procentního bodu víc než v Česku (10,5 % − 3,8 %). To je horší."
    assert said.replace("\u00a0", " ") == expected


# Pages ------------------------------------------------------------------------------------------------


def test_every_indicator_has_a_page_with_its_parts(real: Built) -> None:
    for one in real.site[Indicators].indicators.values():
        url = f"ukazatele/{one.row.id}/"
        page = real.tree(url)
        said = words(page.xpath("//main")[0])
        assert one.row.title[:20] in said
        assert page.xpath("//*[@id='cteni']"), "how to read it"
        for name in ("data.csv", "data.json"):
            assert page.xpath(f"//main//a[@href='{name}']"), name
            assert url + name in real.files


def test_a_number_on_which_sources_disagree_is_shown_as_such(real: Built) -> None:
    """238 (a minister) and 191 + 50 = 241 (the agency): both pages say both, neither is judged or joined."""
    for url, other in (
        ("index-vylouceni-obce-12-30", "241"),
        ("index-vylouceni-obce-12-30-prirustek", "238"),
    ):
        page = real.tree(f"ukazatele/{url}/")
        head = words(page.xpath("//header[@class][1]")[-1])
        assert "zdroje se neshodnou" in head, url
        assert other in head and "Proč se čísla liší, zdroje neříkají" in head.replace("\u00a0", " "), url
        assert "je to horší" not in head and "je to lepší" not in head, url
    one = real.site[Indicators].indicators["index-vylouceni-obce-12-30"]
    drawn = series.points(one, one.series["state", "CZ"])
    assert [point.loose for point in drawn] == [False] * 5 + [True]


def test_line_charts_have_one_unit_and_one_definition(site: Site) -> None:
    for one in site[Indicators].indicators.values():
        found = series.lines(one)
        charts.check(found)
        assert {point.of for line in found for point in line.points} <= {one.row.id}


def test_december_is_joined_and_other_months_stand_beside(site: Site) -> None:
    one = site[Indicators].indicators["nezamestnanost"]
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


def test_chart_says_what_it_leaves_out(real: Built) -> None:
    """Two years of seven ORP: five have a line, the year between is missing, the axis begins at 13."""
    one = real.site[Indicators].indicators["podil-deti-0-14"]
    assert len(series.lines(one)) == 5
    assert [said.replace("\u00a0", " ") for said in series.notes(one)] == [
        "Osa hodnot nezačíná nulou.",
        "Tečky jdou přes roky, ze kterých číslo nemáme.",
        "V grafu je 5 z celkem 7 ORP, ostatní jsou v tabulce.",
        "Jen v tabulce: stát, kraje.",
    ]
    section = real.tree("ukazatele/podil-deti-0-14/").xpath("//section[@aria-labelledby='vyvoj']")[0]
    said = words(section).replace("\u00a0", " ")
    for note in series.notes(one):
        assert note.replace("\u00a0", " ") in said
    for desc in section.xpath(".//desc"):
        assert "ORP Aš: 15,25 % (2023) až 14,17 % (2025), číslo nemáme za 2024" in words(desc).replace(
            "\u00a0", " "
        )
        assert charts.NOT_ZERO in words(desc)


def test_years_that_are_missing_are_named(site: Site) -> None:
    drawn = str(series.line_charts(site[Indicators].indicators["predcasne-odchody"])).replace("\u00a0", " ")
    assert "Evropská unie: 13,8 % (2010) až 9,5 % (2023), číslo nemáme za 2011–2018, 2021–2022" in drawn
    assert series.notes(site[Indicators].indicators["nezamestnanost"])[0].startswith("Prázdné značky")


def test_a_chart_of_one_territory_names_it(real: Built) -> None:
    page = real.tree("ukazatele/pocet-obyvatel/")
    for chart in page.xpath("//figure[@class='chart']/svg"):
        assert "Nové Město pod Smrkem" in [words(one) for one in chart.xpath("text")]


def test_a_difference_keeps_its_base(site: Site) -> None:
    one = site[Indicators].indicators["deti-ospod-na-1000"]
    said = words_of.compared(one.row, figure(one, "orp", "5102", "2022"), figure(one, "state", "CZ", "2022"))
    assert "O 7,8 případu na 1 000 obyvatel víc než v Česku" in said.replace("\u00a0", " ")


def test_sources_have_names_of_their_own(real: Built) -> None:
    """No two addresses in a list of sources are called the same, and none is called by a bare host of a copy."""
    for one in real.site[Indicators].indicators.values():
        _, sources = views.everything(one)
        named: dict[str, set[str]] = {}
        for source in sources:
            if source.url:
                named.setdefault(source.link, set()).add(source.url)
        assert all(len(urls) == 1 for urls in named.values()), (one.row.id, named)
        assert not {"github.com", "op.europa.eu"} & named.keys(), one.row.id
    found = words(real.tree("ukazatele/hruba-mzda/").xpath("//*[@class='sources']")[0])
    assert "ČSÚ DataStat MZDR, čteno v opisu" in found.replace("\u00a0", " ")


def test_similar_indicators_are_told_apart(real: Built) -> None:
    """Links under "Podobná čísla" never share a name, and none repeats the title of the page."""
    for one in real.site[Indicators].indicators.values():
        page = real.tree(f"ukazatele/{one.row.id}/")
        names = [words(link) for link in page.xpath("//*[@id='cteni']/..//ul/li/a")]
        assert len(set(names)) == len(names) == len(one.family), one.row.id
        assert one.row.title not in names
    assert (
        views.similar(real.site[Indicators].indicators["osoby-v-exekuci"])
        == "Lidé v exekuci (Mapa zadlužení, 2024)"
    )
    assert views.similar(real.site[Indicators].indicators["nezamestnanost"]).endswith(", 2005–2025)")


def test_document_and_address_are_both_listed(real: Built) -> None:
    page = real.tree("ukazatele/index-vylouceni-obce-12-30/")
    both = [item for item in page.xpath("//*[@class='sources']/li") if "Strategie sociálního" in words(item)]
    assert len(both) == 1
    assert [words(link) for link in both[0].xpath("a")] == [
        "České noviny (ČTK): počet obcí s vyloučenými místy loni vzrostl"
    ]


def test_towns_of_the_same_name_are_told_apart(real: Built) -> None:
    """Tables, the map and its words, and both files call them by their ORP too."""
    one = real.site[Indicators].indicators["nezamestnanost"]
    towns = [found.spot for found in one.figures() if found.spot.level == "municipality"]
    assert len({spot.name for spot in towns}) == len(towns)
    chodov = {spot.name for spot in towns if spot.where == "v obci Chodov"}
    assert chodov == {"Chodov (ORP Karlovy Vary)", "Chodov (ORP Sokolov)"}
    page = real.tree("ukazatele/nezamestnanost/")
    cells = [words(cell) for cell in page.xpath("//*[@id='srovnani']/..//th[@scope='row']")]
    names = [
        title.text.partition(":")[0]
        for title in page.xpath("//*[local-name()='path']/*[local-name()='title']")
    ]
    files = [real.files[f"ukazatele/nezamestnanost/data.{end}"].decode() for end in ("csv", "json")]
    for name in chodov:
        assert name in [cell.replace("\u00a0", " ") for cell in cells]
        assert name in names
        assert all(name in file for file in files)


def test_a_change_shows_its_rule_and_the_unit_of_the_difference(real: Built) -> None:
    head = words(real.tree("ukazatele/nezamestnanost/").xpath("//header[@class][1]")[-1]).replace(
        "\u00a0", " "
    )
    assert "Pravidlo, verze 2" in head and "Odečteme předchozí údaj od nového" in head
    assert re.search(r"[\d,]+ % − [\d,]+ % = [+−][\d,]+ procentního bodu", head)


def test_target_of_the_union_is_judged_with_its_arithmetic(real: Built) -> None:
    one = real.site[Indicators].indicators["predcasne-odchody"]
    first, second = views.judged(one)
    assert (first.verdict.state, second.verdict.state) == ("met", "closer")
    said = words(real.tree("ukazatele/predcasne-odchody/").xpath("//main")[0])
    assert "Pravidlo, verze 2" in said
    assert "méně než 9 %" in said.replace("\u00a0", " ")
    assert "9,9 % − 10 % = −0,1" in said


def test_target_of_zero_can_be_judged(mini: Built) -> None:
    one = mini.site[Indicators].indicators["zkusebni-ukazatel"]
    zero = next(found for found in views.judged(one) if found.aim.row.value == 0)
    assert zero.verdict.state == "closer"


def test_classes_show_how_many_municipalities_they_hold(real: Built) -> None:
    classes = views.bands(real.site[Indicators].indicators["index-vylouceni"])
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


def svg_boxes(svg: Any, name: str, size: float) -> list[tuple[str, charts.Box]]:
    found = []
    for one in svg.xpath(f"*[@class='{name}']"):
        half = charts.width_of(one.text) * size / charts.SIZE / 2
        x, y = float(one.get("x")), float(one.get("y"))
        found.append((one.text, charts.Box(x - half, y - size * 0.8, x + half, y + size * 0.2)))
    return found


@pytest.mark.parametrize("indicator", ["neukoncena-zs", "podil-deti-0-14", "nezamestnanost"])
def test_every_orp_has_its_name_on_the_map_or_a_number_that_the_list_names(
    real: Built, indicator: str
) -> None:
    """Names need width and tooltips a mouse: where a name has no room on a phone, a number leads to the list."""
    page = real.tree(f"ukazatele/{indicator}/")
    figures = page.xpath("//figure[contains(@class, 'map-figure')]")
    regions = {region.row.name: region for region in real.site[Territories].covered_regions()}
    for one in figures:
        svg, listed = one.xpath("svg")[0], one.xpath(".//*[@class='map-keys']//li")
        orps = regions[words(one.xpath("figcaption")[0]).partition(":")[0]].orps
        numbers = {orp.row.name: str(at) for at, orp in enumerate(orps, start=1)}
        short = svg_boxes(svg, "map-no map-short", choropleth.SHORT)
        narrow = [*short, *svg_boxes(svg, "map-no", choropleth.NUMBER)]
        wide = svg_boxes(svg, "map-name", choropleth.NAME)
        for boxes in (narrow, wide):
            said = {text for text, _ in boxes}
            assert len(boxes) == len(orps)
            assert all(name in said or number in said for name, number in numbers.items())
            for (text, mine), (other, its) in itertools.combinations(boxes, 2):
                assert not mine.touches(its), f"„{text}“ and „{other}“"
            assert all(box.left >= -1 and box.right <= 1001 for _, box in boxes)
        if listed or len(short) < len(orps):
            pairs = zip(listed, orps, strict=True)
            assert all(words(line).startswith(f"ORP {orp.row.name}") for line, orp in pairs)


def test_no_name_of_an_orp_is_left_out_on_wide_screens(real: Built) -> None:
    """Tanvald lies close to Jablonec: its name stands a line higher."""
    page = real.tree("ukazatele/neukoncena-zs/")
    said = [words(one) for one in page.xpath("//*[@class='map-name']")]
    assert sorted(said) == sorted(orp.row.name for orp in real.site[Territories].covered_orps())


def test_classes_of_a_map_begin_at_round_numbers() -> None:
    values = [1.73, 2.11, 2.6, 2.98, 3.2, 3.9, 4.4, 5.1, 6.7, 14.48]
    cuts = choropleth.round_cuts(values, 5)
    assert all(one == round(one, 1) for one in cuts)
    ends = [0.0, *cuts, 99.0]
    held = [sum(low <= one < high for one in values) for low, high in itertools.pairwise(ends)]
    assert all(held) and sum(held) == len(values)
    assert choropleth.round_cuts([11.6, 11.7, 15.4, 16.4], 2) == [15]


def test_bars_compare_one_period_only(real: Built) -> None:
    for one in real.site[Indicators].indicators.values():
        for group in views.compared(one):
            barred = {row.period for row in group.rows if row.bar}
            assert len(barred) <= 1, one.row.id
            assert not barred or barred == {group.period}
            assert group.mixed == (len({row.period for row in group.rows}) > 1) or not barred


def test_list_beside_the_map_says_value_and_class(real: Built) -> None:
    figure = real.tree("ukazatele/podil-deti-0-14/").xpath("//figure[contains(@class, 'map-figure')]")[0]
    lines = [words(one).replace("\u00a0", " ") for one in figure.xpath(".//*[@class='map-keys']//li")]
    assert lines[0] == "ORP Aš 14,17 % třída 13,5 až méně než 14,2 %"
    shades = [one.get("class") for one in figure.xpath(".//*[@class='map-keys']//rect")]
    legend = [one.get("class") for one in figure.xpath(".//*[@class='legend']//rect")]
    assert set(shades) <= set(legend)
    missing = real.tree("ukazatele/neukoncena-zs/").xpath("//*[@class='map-keys']")[0]
    assert "ORP Cheb bez údaje" in words(missing).replace("\u00a0", " ")


def test_maps_say_what_their_lines_are_not(real: Built) -> None:
    def note(indicator: str) -> str:
        return words(real.tree(f"ukazatele/{indicator}/").xpath("//*[@id='mapa-h']/..")[0])

    assert "čáry nejsou hranice ORP" in note("podil-deti-0-14")
    assert "hranice obcí" not in note("podil-deti-0-14")
    assert "buňky nejsou hranice obcí" in note("nezamestnanost")


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
        if (size := len(real.files[f"{url}index.html"])) > 42_000
    }
    assert large == {}


def test_pages_without_numbers_have_no_section(mini: Built) -> None:
    # The only numbers here are those of other places.
    facts = figures.figures(mini.site, mini.site[Territories].orps["5105"])
    assert facts == []
    assert not mini.tree("orp/liberec/").xpath("//*[@id='cisla']")


def test_a_portal_without_the_package_still_builds(portal: Path, tmp_path: Path) -> None:
    import shutil

    shutil.rmtree(portal / "data_packages" / "indicators")
    for name in ("changes", "monitoring", "node_indicators"):
        table = portal / "data_packages/strategy/data" / f"{name}.csv"
        head, *rows = csv.reader(io.StringIO(table.read_text(encoding="utf-8")))
        left = [row for row in rows if not row[head.index("indicator")]]
        table.write_text(write_csv([head, *left]), encoding="utf-8")
    without = built(portal, tmp_path / "out")
    assert not any(path.startswith(("ukazatele", "cena-")) for path in without.files)
    assert "obce/cheb/index.html" in without.files


# Files ------------------------------------------------------------------------------------------------


def test_files_say_what_the_page_says(real: Built) -> None:
    one = real.site[Indicators].indicators["nezamestnanost"]
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
    assert ("uchazeci", "municipality", "564265", "2024-12") in site.site[Indicators].hidden
    for name, raw in site.files.items():
        assert b"velryba" not in raw, name
    for name in ("data/indicators/data/observations.csv", "ukazatele/uchazeci/data.csv"):
        rows = list(csv.DictReader(io.StringIO(site.files[name].decode())))
        mine = [row for row in rows if row["indicator"] == "uchazeci" and row["territory_code"] == "564265"]
        assert [(row["value"], row["status"]) for row in mine] == [("", "suppressed")]
    said = words(site.tree("obce/nove-mesto-pod-smrkem/").xpath("//*[@class='figs']")[0])
    assert "V obci Nové Město pod Smrkem číslo neuvádíme" in said
    line = next(
        found
        for found in site.site[Indicators].indicators["uchazeci"].figures()
        if found.spot.code == "564265"
    ).row
    assert line.value is None and line.line.startswith("uchazeci,municipality,564265,2024-12,,,suppressed,")


def test_what_would_tell_it_is_hidden_too(mini: Built) -> None:
    """The source leaves out Hejnice; 30 − 20 − 7 would tell it, so the 7 is hidden as well."""
    one = mini.site[Indicators].indicators["uchazeci"]
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
    assert list(rules.small_counts_kept.run(data(portal))) == []
    # As if the secondary suppression had been forgotten: only what the source left out is hidden.
    slot = ("uchazeci", "municipality", "564044", "2024-12")
    monkeypatch.setattr(rules, "hidden_slots", lambda *words: frozenset([slot]))
    found = list(rules.small_counts_kept.run(data(portal)))
    assert {one.rule for one in found} == {"small-count-told"}
    assert "dopočítat" in found[0].what()


def test_check_proves_shares_on_the_export(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """0.05 % of Aš may be three people: hidden in the download, and `check` sees it where it is not."""
    path = portal / "data_packages" / "indicators" / "data" / "observations.csv"
    old = "nezamestnanost,municipality,554499,2024-12,7.5,"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, old.replace("7.5", "0.05")), encoding="utf-8")
    slot = ("nezamestnanost", "municipality", "554499", "2024-12")
    assert slot in load_site(portal).site[Indicators].hidden
    assert list(rules.small_counts_kept.run(data(portal))) == []
    others = frozenset(("uchazeci", "municipality", code, "2024-12") for code in ("564044", "564265"))
    monkeypatch.setattr(rules, "hidden_slots", lambda *words: others)
    found = list(rules.small_counts_kept.run(data(portal)))
    assert [one.rule for one in found] == ["small-count-told"]
    assert found[0].row == 12


def test_check_reads_a_site_that_is_already_built(portal: Path) -> None:
    settings = read_settings(portal)
    folder = portal / settings.site_dir / "ukazatele" / "uchazeci"
    folder.mkdir(parents=True)
    header = "indicator,level,territory_code,territory,period,value,value_high"
    text = f"{header}\nuchazeci,municipality,564265,NM,2024-12,7,\n"
    (folder / "data.csv").write_text(text, encoding="utf-8")
    found = list(rules.small_counts_kept.run(data(portal)))
    assert [one.rule for one in found] == ["small-count-built"]
    assert "ukazatele/uchazeci/data.csv" in found[0].what()


def test_another_threshold_is_obeyed(portal: Path) -> None:
    path = portal / "data_packages" / "indicators" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["rozcestnik"]["small_count"] = 25
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    # A note that says the small number in words would be a mistake.
    numbers = portal / OBSERVATIONS
    numbers.write_text(numbers.read_text(encoding="utf-8").replace("sedm na", "číslo na"), encoding="utf-8")
    site = load_site(portal).site
    shown = [
        found.row.value for found in site[Indicators].indicators["uchazeci"].figures() if not found.hidden
    ]
    assert shown == [30], "27 people are hidden together"
    assert portals.problems_of(portal), "and check warns of what stands in the file"


# The cost of inaction ---------------------------------------------------------------------------------


def test_cost_is_the_number_of_pupils_times_the_sum(real: Built) -> None:
    rows = real.tree("cena-necinnosti/").xpath("//tbody/tr")
    said = {words(row[0]).replace("\u00a0", " "): words(row[1]).replace("\u00a0", " ") for row in rows}
    assert said == {
        "1 dítě": "1 × 2 až 2,5 milionu Kč = 2 až 2,5 milionu Kč",
        "5 dětí": "5 × 2 až 2,5 milionu Kč = 10 až 12,5 milionu Kč",
        "10 dětí": "10 × 2 až 2,5 milionu Kč = 20 až 25 milionů Kč",
        "20 dětí": "20 × 2 až 2,5 milionu Kč = 40 až 50 milionů Kč",
        "50 dětí": "50 × 2 až 2,5 milionu Kč = 100 až 125 milionů Kč",
    }
    page = words(real.tree("cena-necinnosti/").xpath("//main")[0])
    assert "29. 11., rok záznam neuvádí" in page.replace("\u00a0", " "), "how old the prices are"
    assert "zhruba 2 – 2,5 mil. Kč" in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1e6, 1e6, "1 milion Kč"),
        (2e6, 2e6, "2 miliony Kč"),
        (2e6, 4e6, "2 až 4 miliony Kč"),
        (5e6, 6e6, "5 až 6 milionů Kč"),
        (5e5, 5e5, "0,5 milionu Kč"),
        (1e9, 1.25e9, "1 až 1,25 miliardy Kč"),
        (8e8, 1e9, "800 milionů až 1 miliarda Kč"),
        (2.5e11, 2.5e11, "250 miliard Kč"),
    ],
)
def test_sums_in_words(low: float, high: float, said: str) -> None:
    assert cost.money(low, high).replace("\u00a0", " ") == said
