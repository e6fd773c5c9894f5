"""Whom services reach: territory logic, steps of guides, what municipalities lack, and how it is shown."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.check import Data
from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.data.steps import steps_in
from macros.link import link
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue.homes import LIVING
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.serving import serving
from macros.subjects.coverage import rules as steps
from macros.subjects.coverage.link import serving_of
from macros.subjects.coverage.model import Coverage, Nearest
from macros.subjects.coverage.near import WITHIN, is_free_time, near_services
from macros.subjects.coverage.pages import (
    COUNT_COLUMNS,
    KINDS_CSV,
    STEPS_CSV,
    Count,
    gaps_of,
    gaps_view,
    needed_kinds,
)
from macros.subjects.coverage.reach import (
    Atlas,
    Offer,
    Reach,
    Serving,
    helps_afar,
    offers,
    reach,
    together,
)
from macros.subjects.evaluation.pages.policy import needs
from macros.subjects.territory.model import Municipality, Territories
from macros.subjects.territory.names import Town, labels
from tests import portals
from tests.built import Built, build, words

TOWNS = (
    Town("1", "Aš", "A", "K", "CZ"),
    Town("2", "Hazlov", "A", "K", "CZ"),
    Town("3", "Cheb", "C", "K", "CZ"),
    Town("4", "Luby", "C", "K", "CZ"),
    Town("5", "Plesná", "C", "K", "CZ"),
    Town("6", "Liberec", "L", "B", "CZ"),
)
ATLAS = Atlas(TOWNS, {"A": "Aš", "C": "Cheb", "L": "Liberec"}, {"K": "Karlovarský kraj", "B": "Praha"})


# Steps ------------------------------------------------------------------------------------------------

GUIDE = """---
title: Zkouška
guide: dluhy
---

## Krok za krokem

### Zavolejte
Poradí vám. {{ who("ppp", "spc") }}

### Jděte tam
{% raw %}{{ who("priklad") }}{% endraw %}
{{ who('azylovy-dum') }}
{{ who(druh) }}
"""


def test_steps_know_their_heading_kinds_and_row() -> None:
    assert [one[:3] + one[4:] for one in steps_in(GUIDE, "x.md")] == [
        ("dluhy", "Zavolejte", ("ppp", "spc"), 9),
        ("dluhy", "Jděte tam", ("azylovy-dum",), 13),
    ]


def test_a_text_that_is_no_guide_has_no_steps() -> None:
    assert list(steps_in('# Text\n\n{{ who("ppp") }}\n', "x.md")) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    list(steps_in(text, "x.md"))
    list(steps_in(f"---\nguide: x\n---\n{text}", "x.md"))


def test_every_step_of_the_portal_is_known(real: Built) -> None:
    shown = sum(len(real.tree(path).xpath("//*[@class='who-helps']")) for path in real.paths())
    manual = len(real.tree("prispivejte/makra/").xpath("//*[@class='who-helps']"))
    assert len(real.site.steps) == shown - manual > 100


# Territory --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "code", "near", "region"),
    [
        ("municipality", "1", {"1"}, set()),
        ("orp", "A", {"1", "2"}, set()),
        ("region", "K", set(), {"1", "2", "3", "4", "5"}),
        ("state", "CZ", set(), set()),
        ("region", "elsewhere", set(), set()),
    ],
)
def test_a_service_reaches_what_lies_in_its_territory(
    level: str, code: str, near: set[str], region: set[str]
) -> None:
    found = reach(ATLAS, [Offer("klub", level, code, True)], {})["klub"]
    assert (found.near, found.region) == (near, region)
    assert found.afar == (ATLAS.all if level == "state" else set())


def test_a_narrow_service_counts_only_in_its_situations() -> None:
    offers = [Offer("sas", "orp", "A", False, "autismus"), Offer("sas", "orp", "C", False)]
    found = reach(ATLAS, offers, {"sas": "rodiny"})
    assert found["sas"].near == found["rodiny"].near == {"3", "4", "5"}
    assert together(found, ["sas"], "autismus").near == {"1", "2", "3", "4", "5"}
    assert together(found, ["rodiny"], "dluhy").near == {"3", "4", "5"}


def test_a_nationwide_service_to_which_one_must_travel_helps_nowhere() -> None:
    assert not helps_afar(["at_place", ""], "social")
    assert reach(ATLAS, [Offer("poradna", "state", "CZ", False)], {})["poradna"] == Reach()
    assert all(helps_afar([form], "social") for form in ("phone", "online", "to_people", "stay"))
    assert helps_afar([], "helpline")


def test_a_finer_kind_answers_for_the_one_above_it() -> None:
    offers = [Offer("dluhova-poradna", "orp", "A", False)]
    found = reach(ATLAS, offers, {"dluhova-poradna": "poradna", "poradna": ""})
    assert found["poradna"] == found["dluhova-poradna"] == Reach(frozenset("12"))
    assert reach(ATLAS, offers, {"dluhova-poradna": "poradna", "poradna": "dluhova-poradna"}).keys() == {
        "poradna",
        "dluhova-poradna",
    }


def test_any_kind_of_a_step_will_do() -> None:
    offers = [
        Offer("a", "municipality", "1", False),
        Offer("b", "orp", "C", False),
        Offer("c", "state", "CZ", True),
    ]
    found = reach(ATLAS, offers, {})
    assert ATLAS.all - together(found, ["a", "b", "nothing"]).all == {"2", "6"}
    assert together(found, ["a", "c"]).all == ATLAS.all
    assert together(found, []) == Reach()


@given(
    st.lists(
        st.builds(
            Offer,
            st.sampled_from("abc"),
            st.sampled_from(["municipality", "orp", "region", "state"]),
            st.sampled_from([*"123456", "A", "C", "L", "K", "B", "CZ"]),
            st.booleans(),
            st.just(""),
        )
    )
)
def test_reach_agrees_with_the_plain_definition(offers: list[Offer]) -> None:
    found = reach(ATLAS, offers, {"a": "b"})
    for kind in "abc":
        mine = [one for one in offers if one.kind == kind or (kind == "b" and one.kind == "a")]
        for town in TOWNS:
            here = {("municipality", town.code), ("orp", town.orp)}
            near = any((one.level, one.code) in here for one in mine)
            region = any((one.level, one.code) == ("region", town.region) for one in mine)
            far = any((one.level, one.code) == ("state", town.state) and one.afar for one in mine)
            reached = found.get(kind, Reach())
            assert [town.code in codes for codes in reached] == [near, region, far]


@pytest.mark.parametrize(
    ("codes", "said", "short"),
    [
        ("", [], ""),
        ("12345", ["celý Karlovarský kraj"], "celý Karlovarský kraj"),
        ("6", ["Praha"], "Praha"),
        ("12", ["ORP Aš"], "ORP Aš"),
        ("1", ["Aš"], "část 1 ORP"),
        ("1345", ["Aš", "ORP Cheb"], "ORP Cheb, část 1 ORP"),
        ("2346", ["Hazlov", "Cheb, Luby", "Praha"], "Praha, část 2 ORP"),
        ("123456", ["celý Karlovarský kraj", "Praha"], "celý Karlovarský kraj, Praha"),
    ],
)
def test_places_are_named_as_shortly_as_it_is_true(codes: str, said: list[str], short: str) -> None:
    assert list(ATLAS.in_words(frozenset(codes))) == said
    assert ATLAS.in_short(frozenset(codes)) == short


def test_a_large_part_of_an_orp_is_counted() -> None:
    atlas = Atlas((*TOWNS, Town("7", "Skalná", "C", "K", "CZ")), ATLAS.orps, ATLAS.regions)
    assert list(atlas.in_words(frozenset("345"))) == ["část ORP Cheb (3\u00a0obce)"]
    assert atlas.in_short(frozenset("345"), coarse=True) == "Karlovarský kraj (1 ORP)"


@pytest.mark.parametrize("which", ["miniature", "real"])
def test_check_and_model_agree_whom_services_reach(which: str, tmp_path: Path) -> None:
    root = portals.ROOT if which == "real" else portals.portal(tmp_path)
    packages, tables, _ = read_all(root)
    settings = read_settings(root)
    data = Data(root, packages, tables, settings, [])
    site = link(root, settings, packages, tables)
    needed = steps.needed_tables(data)
    assert needed is not None
    seen = set(steps.servings(data, needed))
    linked = set(map(serving_of, site[Catalogue].services.values()))
    alike = [{_said(one) for one in found} for found in (seen, linked)]
    assert alike[0] == alike[1]
    atlas = steps.covered_atlas(data, needed)
    assert (atlas.towns, atlas.regions) == (site[Coverage].atlas.towns, site[Coverage].atlas.regions)
    assert offers(seen) == offers(linked)


def _said(serving: Serving) -> Serving:
    """Without what says nothing: the order of lists; of services that nobody is sent to all."""
    if serving.status not in LIVING:
        return Serving("", "", False, (), (), None)
    only = None if serving.only is None else tuple(sorted(serving.only))
    return serving._replace(areas=tuple(sorted(serving.areas)), homes=tuple(sorted(serving.homes)), only=only)


# Names ------------------------------------------------------------------------------------------------


def test_names_are_told_apart_only_where_they_must_be() -> None:
    towns = [TOWNS[0], Town("8", "Chodov", "A", "K", "CZ"), Town("9", "Chodov", "C", "K", "CZ")]
    assert labels(towns, ATLAS.orps, {}) == {"1": "Aš", "8": "Chodov (ORP Aš)", "9": "Chodov (ORP Cheb)"}
    same = [Town(code, "Lhota", "A", "K", "CZ") for code in "89"]
    assert labels(same, ATLAS.orps, {"8": "35201", "9": "35202"}) == {
        "8": "Lhota (ORP Aš, 35201)",
        "9": "Lhota (ORP Aš, 35202)",
    }


def test_two_municipalities_of_one_name_say_their_orp(real: Built) -> None:
    towns = real.site[Territories].covered_municipalities()
    names = [one.row.name for one in towns]
    assert len({one.label for one in towns}) == len(towns)
    twice = [one for one in towns if names.count(one.row.name) > 1]
    assert {one.row.name for one in twice} >= {
        "Březová",
        "Chodov",
        "Pěnčín",
        "Krásný Les",
        "Nová Ves",
        "Okrouhlá",
    }
    index = real.files["search/index.json"].decode()
    for one in twice:
        tree = real.tree(f"obce/{one.row.slug}/")
        assert one.label == f"{one.row.name} (ORP {one.orp.row.name})"
        assert one.label in tree.xpath("//title")[0].text.replace("\u00a0", " ")
        assert one.label in tree.xpath("//meta[@name='description']/@content")[0].replace("\u00a0", " ")
        assert words(tree.xpath("//h1")[0]) == one.label
        assert f'"{one.label}"' in index
        (link,) = real.tree("obce/").xpath(f"//main//a[contains(@href, 'obce/{one.row.slug}/')]")
        assert words(link) == one.label
    assert {one.label for one in towns if one not in twice} == {
        one.row.name for one in towns if one not in twice
    }


# What municipalities lack -----------------------------------------------------------------------------


def distance(town: Municipality, other: Municipality) -> float:
    """Kilometres between two centres, by another formula than the program's."""
    lat, lon, north, east = map(
        math.radians, (town.row.lat or 0, town.row.lon or 0, other.row.lat or 0, other.row.lon or 0)
    )
    cosine = math.sin(lat) * math.sin(north) + math.cos(lat) * math.cos(north) * math.cos(lon - east)
    return 6371.0088 * math.acos(min(1.0, cosine))


def homes(site: Site, town: Municipality) -> dict[str, list[Municipality]]:
    """Municipalities of the services that do not help everywhere."""
    found = {}
    for one in site[Catalogue].services.values():
        if one.active and not any(area.row.level == "state" for area in one.areas):
            towns = [place.municipality for place in one.places]
            found[one.row.id] = towns or [
                area.territory for area in one.areas if isinstance(area.territory, Municipality)
            ]
    return found


@pytest.mark.parametrize("which", ["real", "mini"])
def test_nobody_is_nearer_than_the_nearest(which: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(which).site
    towns = site[Territories].covered_municipalities()
    lives = homes(site, towns[0])
    for town in towns[:: max(1, len(towns) // 25)]:
        lack, local = site[Coverage].lacks[town.row.code_csu], near_services(site, town)
        helped = {helps.situation.row.id for one in local for helps in one.situations}
        anywhere = {helps.situation.row.id for one in serving(site, town) for helps in one.situations}
        assert [one.situation.row.id for one in lack.situations] == [
            code for code in site[Catalogue].situations if code not in anywhere
        ]
        assert [one.situation.row.id for one in lack.farther] == [
            code for code in site[Catalogue].situations if code in anywhere - helped
        ]
        region = {
            one.row.id: one for one in site[Catalogue].served.get(("region", town.orp.row.region_nuts3), ())
        }
        for away in lack.farther:
            able = [
                region[one.service.row.id] for one in away.situation.services if one.service.row.id in region
            ]
            placed = [place.municipality for one in able for place in one.places]
            known = [home for home in placed if home.row.lat is not None and town.row.lat is not None]
            assert away.service in able
            if known:
                assert away.town in [place.municipality for place in away.service.places]
                assert away.km == max(1, round(min(distance(town, home) for home in known)))
            else:
                assert away.km is None
        for missing in lack.situations:
            able = [helps.service.row.id for helps in missing.situation.services]
            agrees(missing.nearest, town, {code: lives[code] for code in able if code in lives})
        if not any(map(is_free_time, local)):
            free = [
                one.row.id for one in site[Catalogue].services.values() if one.active and is_free_time(one)
            ]
            agrees(lack.free_time, town, {code: lives[code] for code in free if code in lives})
        else:
            assert lack.free_time is None


def agrees(found: Nearest | None, town: Municipality, lives: dict[str, list[Municipality]]) -> None:
    far = [distance(town, home) for some in lives.values() for home in some if home.row.lat is not None]
    least = min(far, default=math.inf)
    if found is None:
        assert least > WITHIN - 0.001
    else:
        assert found.town in lives[found.service.row.id]
        assert distance(town, found.town) == pytest.approx(least, abs=0.01)
        assert found.km == max(1, round(least))


def test_nobody_is_lost_at_the_edge_of_a_cell(real: Built) -> None:
    """The grid finds whoever lies just within reach, in every direction."""
    site = real.site
    within = [
        (town, one)
        for town in site[Territories].covered_municipalities()
        for one in site[Coverage].lacks[town.row.code_csu].situations
        if one.nearest
    ]
    assert max(one.nearest.km for _, one in within if one.nearest) > WITHIN / 2
    assert all(one.nearest.km <= WITHIN for _, one in within if one.nearest)


# What is shown ----------------------------------------------------------------------------------------


def test_offices_are_named_or_said_to_be_unknown(real: Built) -> None:
    for town in real.site[Territories].covered_municipalities()[::20]:
        text = words(real.tree(f"obce/{town.row.slug}/").xpath("//section[h2/@id='urady']")[0])
        local = serving(real.site, town)
        known = [one for one in local if one.kind.row.id == "ospod"]
        assert all(one.row.name in text for one in known)
        assert known or "zatím neznáme, zeptejte se na obecním úřadě" in text
        assert "Úřad práce" in text


def test_a_municipality_says_what_it_lacks_and_who_is_nearest(real: Built) -> None:
    for town in real.site[Territories].covered_municipalities()[::10]:
        section = real.tree(f"obce/{town.row.slug}/").xpath("//section[h2/@id='chybi']")[0]
        text, lack = words(section).replace("\u00a0", " "), real.site[Coverage].lacks[town.row.code_csu]
        for one in lack.situations:
            assert text.count(" ".join(one.situation.row.title.split())) >= 1
            if one.nearest:
                assert f"{one.nearest.town.label}, asi {one.nearest.km} km vzdušnou čarou" in text
        for away in lack.farther:
            assert away.situation.row.title in text and away.service.row.name in text
            if away.town and away.km is not None:
                assert f"{away.town.label}, asi {away.km} km vzdušnou čarou" in text
        everything = "Pro každou situaci z našich návodů známe někoho v obci nebo okolí"
        assert (everything in text) == (not lack.situations and not lack.farther)


def test_a_municipality_and_its_family_policy_say_the_same(real: Built) -> None:
    """What is a white spot in one is missing near in the other: one notion of near."""
    town = real.site[Territories].municipalities["564265"]
    lack = real.site[Coverage].lacks["564265"]
    lines = [need for group in needs(real.site, town) for need in group.needs]
    white = {need.situation.row.id for need in lines if not need.near}
    missing = {one.situation.row.id for one in lack.situations} | {
        one.situation.row.id for one in lack.farther
    }
    assert white == missing
    assert {"potravinova-pomoc", "poplatky-ve-skole", "bez-bydleni"} <= white, (
        "a service for autism is no help"
    )
    assert all(
        need.nearest
        for need in lines
        if need.situation.row.id in {one.situation.row.id for one in lack.farther}
    )
    near = {one.row.id for one in near_services(real.site, town)}
    page = real.tree("obce/nove-mesto-pod-smrkem/")
    for dd in page.xpath("//section[h2/@id='kdo']//dd[a]"):
        code = dd.xpath("a/@href")[0].split("/")[-2]
        assert ("z celého kraje" in words(dd)) == (code not in near), code


def test_a_service_for_a_few_stands_only_where_it_is_named(real: Built) -> None:
    lira = real.site[Catalogue].services["lira-sas-autismus-liberec"]
    assert {one.situation.row.id for one in lira.situations} == {"dite-s-postizenim", "vychova"}
    for code in ("dluhy", "potravinova-pomoc", "poplatky-ve-skole"):
        assert lira not in [one.service for one in real.site[Catalogue].situations[code].services]


def test_a_service_for_the_region_is_near_where_it_has_a_place(real: Built) -> None:
    site = real.site
    svp = site[Catalogue].services["svp-liberec"]
    assert svp in near_services(site, site[Territories].municipalities["563889"])
    assert svp not in near_services(site, site[Territories].municipalities["564265"])
    assert svp in serving(site, site[Territories].municipalities["564265"])


def test_every_helper_stands_on_the_page_of_its_situation(real: Built) -> None:
    """The place picker moves up only what is there, so no list of a guide is cut."""
    for situation in real.site[Catalogue].situations.values():
        shown = set(real.tree(f"situace/{situation.row.id}/").xpath("//li/@data-s"))
        assert {one.service.row.id for one in situation.services} <= shown


def test_counts_add_up(real: Built) -> None:
    for path, names in ((KINDS_CSV, 2), (STEPS_CSV, 3)):
        rows = list(csv.DictReader(io.StringIO(real.files[path].decode())))
        assert len(rows[0]) == names + 9
        for row in rows:
            everybody, local, region, afar, nobody = (int(row[name]) for name in COUNT_COLUMNS)
            assert everybody == local + region + afar + nobody and min(local, region, afar, nobody) >= 0
    rows = list(csv.DictReader(io.StringIO(real.files[KINDS_CSV].decode())))
    assert len(rows) == len(needed_kinds(real.site)) * len(real.site[Territories].covered_orps())


def test_the_page_says_that_it_may_be_wrong_and_leads_on(real: Built) -> None:
    page = real.tree("mezery/")
    assert "Neznamená to, že tam pomoc není" in words(page.xpath("//main")[0])
    assert page.xpath("//main//a[contains(@href, 'prispivejte/')]")
    for table in page.xpath("//main//table"):
        assert table.xpath("caption")
        assert table.xpath("thead//th[@scope='col']") and table.xpath("tbody//th[@scope='row']")
        widths = {len(row.xpath("th|td")) for row in table.xpath(".//tr")}
        assert len(widths) == 1
    for orp in real.site[Territories].covered_orps():
        assert page.xpath(f"//details[@id='orp-{orp.row.slug}']")
    linking = [
        path for path in real.paths() if real.tree(path).xpath("//footer//a[contains(@href, 'mezery/')]")
    ]
    assert len(linking) == len(real.paths())


def test_a_large_portal_has_a_page_for_each_region(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.subjects.coverage.pages.MOST", 3)
    site = load_site(portal).site
    whole = gaps_view(site, None)
    assert whole.data.regions == [] and list(whole.data.links) == list(site[Territories].covered_regions())
    for region in site[Territories].covered_regions():
        one = gaps_view(site, region)
        assert [found.region for found in one.data.regions] == [region]
        assert one.data.municipalities == sum(len(orp.municipalities) for orp in region.orps)


def test_a_gap_of_a_step_is_warned_of_and_shown(tmp_path: Path) -> None:
    root = portals.broken("step-gap", tmp_path / "portal")
    assert [(one.rule, one.warning) for one in portals.problems_of(root)] == [("step-gap", True)]
    build(root, tmp_path / "site")
    page = (tmp_path / "site/mezery/index.html").read_text(encoding="utf-8")
    assert "Odejděte" in page and "Nikdo: celý Karlovarský kraj." in page


def test_a_count_knows_where_nobody_helps() -> None:
    assert Count(10, 3, 1, 2).nobody == 4


def test_pages_of_orp_and_regions_join_what_the_portal_knows(real: Built) -> None:
    """How much is missing, strategies, family policies and assessments of what lies in them."""
    for url, place in (("orp/frydlant/", "v ORP"), ("kraje/liberecky-kraj/", "v některém ORP kraje")):
        page = real.tree(url)
        said = words(page.xpath("//section[h2/@id='chybi']")[0]).replace("\u00a0", " ")
        assert place in said
        links = {one.rpartition("../")[2] for one in page.xpath("//main//a/@href")}
        assert {
            "obce/nove-mesto-pod-smrkem/rodinna-politika/",
            "hodnoceni/nove-mesto-pod-smrkem-2023-2024/",
            "strategie/nove-mesto-pod-smrkem/",
        } <= links
    frydlant = next(one for one in real.site[Territories].covered_orps() if one.row.slug == "frydlant")
    found = gaps_of(real.site, frydlant)
    assert found.nobody > 0 and found.region > 0
    box = real.tree("mezery/").xpath("//details[@id='orp-frydlant']")[0]
    assert f"{found.nobody} druh" in words(box.xpath("summary")[0]).replace("\u00a0", " ")
    assert "mezery/#orp-frydlant" in {
        one.rpartition("../")[2] for one in real.tree("orp/frydlant/").xpath("//main//a/@href")
    }


def test_a_municipality_without_an_assessment_says_how_to_start(real: Built) -> None:
    cheb = real.tree("obce/cheb/").xpath("//section[h2/@id='politika']")[0]
    assert "Obec se zatím nehodnotila." in words(cheb).replace("\u00a0", " ")
    assert cheb.xpath(".//a[contains(@href, 'hodnoceni/#ohodnotte')]")
    smrk = real.tree("obce/nove-mesto-pod-smrkem/").xpath("//section[h2/@id='politika']")[0]
    assert "nehodnotila" not in words(smrk)
