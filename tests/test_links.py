"""Every page of the built sites is whole: links and anchors resolve, heads are filled, code stays outside."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.subjects.catalogue.addresses import LEAFLETS
from macros.subjects.catalogue.leaflets import leaflet_names
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.territory.model import Territories
from macros.subjects.towns.notices import notice_url
from tests.built import Built, built, words

LINKS = ("href", "src", "action", "data-index", "data-root", "data", "poster", "cite")
OUTSIDE = ("https", "http", "tel", "mailto", "geo")
ANYWHERE = ("404.html", "offline.html")
"""Pages that are shown at any address, and so have none."""
SLOT = re.compile(r"[\ue000-\uf8ff]|<!--rz:|<!--\s*rz")


@pytest.fixture(params=["real", "mini"])
def site(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def links(site: Built, path: str) -> Iterator[tuple[Any, str, str]]:
    """Every address that a page names: element, attribute, address."""
    for element in site.tree(path).iter():
        if not isinstance(element.tag, str):
            continue
        for name in LINKS:
            if name in element.attrib:
                yield element, name, element.attrib[name]
        for part in element.attrib.get("srcset", "").split(","):
            if part.strip():
                yield element, "srcset", part.split()[0]
        if element.tag == "meta" and element.attrib.get("http-equiv", "").lower() == "refresh":
            yield element, "content", element.attrib["content"].partition("url=")[2]


def target(site: Built, path: str, link: str) -> tuple[str, str] | None:
    """File of the site and anchor that a link leads to; None where it leads out of the site."""
    found = urlsplit(urljoin(site.address(path), link))
    home = urlsplit(site.site.settings.site_url)
    if (found.scheme, found.netloc) != (home.scheme, home.netloc):
        return None
    assert found.path.startswith(home.path), f"{path}: {link} leads above the site"
    file = unquote(found.path.removeprefix(home.path))
    return (file + "index.html" if file == "" or file.endswith("/") else file), unquote(found.fragment)


def ids(site: Built, path: str) -> set[str]:
    return set(site.tree(path).xpath("//@id"))


def dead(site: Built) -> list[str]:
    """Links inside a site that lead to no file, or to an anchor that is not in it."""
    anchors: dict[str, set[str]] = {}
    wrong = []
    # `rozcestnik leaflets` makes just these (tests/test_leaflets.py, tests/test_notices.py).
    later = {LEAFLETS + name for name in leaflet_names(site.site)}
    later |= {notice_url(town) for town in site.site[Territories].covered_municipalities()}
    for path in (path for path in site.files if path.endswith(".html")):
        for element, _, link in links(site, path):
            found = target(site, path, link)
            if found is None:
                continue
            file, anchor = found
            if file not in site.files and file not in later:
                wrong.append(f"{path}: {link} ({element.tag}) is not there")
            elif anchor and file.endswith(".html"):
                if file not in anchors:
                    anchors[file] = ids(site, file)
                if anchor not in anchors[file]:
                    wrong.append(f"{path}: {link}: no such anchor")
    return sorted(set(wrong))


def test_links_inside_lead_to_files_and_anchors_that_are_there(site: Built) -> None:
    assert not dead(site)


@pytest.mark.parametrize("shown", ["", "strategie-priklad"])
def test_a_strategy_without_pages_is_told_without_links(portal: Path, tmp_path: Path, shown: str) -> None:
    settings = portal / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    both = "[strategie-priklad, zkusebni-strategie]"
    assert both in text
    settings.write_text(text.replace(both, f"[{shown}]"), encoding="utf-8")
    built_site = built(portal, tmp_path / "site")
    assert not dead(built_site)
    page = built_site.tree("strategie/")
    tree = page.get_element_by_id("strom-zkusebni-strategie")
    assert words(tree) and not tree.xpath(".//a")
    assert page.xpath("//ol[@class='tree']/li") and not page.xpath("//ol[@class='tree']//a")


def test_links_outside_are_of_kinds_that_people_expect(site: Built) -> None:
    wrong = []
    for path in site.paths():
        for element, name, link in links(site, path):
            scheme = urlsplit(link).scheme
            good = scheme == "" or scheme in OUTSIDE or (scheme == "data" and element.tag == "img")
            if (
                not good
                or link.startswith("//")
                or (scheme in ("http", "https") and not urlsplit(link).netloc)
            ):
                wrong.append(f"{path}: {name}={link!r}")
    assert not wrong, wrong[:10]


def test_nothing_is_loaded_from_elsewhere(site: Built) -> None:
    wrong = []
    for path in site.paths():
        for element, name, link in links(site, path):
            loads = name in ("src", "srcset", "data", "poster") or (
                element.tag == "link" and element.get("rel") not in ("canonical",)
            )
            if loads and target(site, path, link) is None:
                wrong.append(f"{path}: {link}")
        wrong += [
            path for form in site.tree(path).xpath("//form/@action") if target(site, path, form) is None
        ]
    assert not wrong, wrong[:10]


def test_styles_name_only_files_that_are_there(site: Built) -> None:
    styles = [path for path in site.files if path.endswith(".css")]
    assert len(styles) >= 2
    for path in styles:
        text = re.sub(r"/\*.*?\*/", "", site.files[path].decode(), flags=re.DOTALL)
        assert "@import" not in text
        for link in re.findall(r"url\(\s*[\"']?([^\"')]+)", text):
            if not link.startswith("data:"):
                assert (found := target(site, path, link)) and found[0] in site.files, f"{path}: {link}"


def test_head_is_filled(site: Built) -> None:
    wrong = []
    for path in site.paths():
        tree = site.tree(path)
        title, description = tree.xpath("//head/title"), tree.xpath("//meta[@name='description']/@content")
        if len(title) != 1 or not words(title[0]):
            wrong.append(f"{path}: title")
        if len(description) != 1 or not 10 <= len(description[0]) <= 200:
            wrong.append(f"{path}: description {description}")
        if tree.get("lang") != "cs":
            wrong.append(f"{path}: lang")
        if len(tree.xpath("//h1")) != 1 or not words(tree.xpath("//h1")[0]):
            wrong.append(f"{path}: h1")
        if len(tree.xpath("//main")) != 1:
            wrong.append(f"{path}: main")
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        if canonical != ([] if path in ANYWHERE else [site.address(path)]):
            wrong.append(f"{path}: canonical {canonical}")
    assert not wrong, f"{len(wrong)}: {wrong[:20]}"


def test_pages_say_what_they_are_when_they_are_shared(site: Built) -> None:
    for path in site.paths():
        tree = site.tree(path)
        shared = {meta.get("property"): meta.get("content") for meta in tree.xpath("//meta[@property]")}
        assert shared["og:title"] == tree.xpath("string(//head/title)")
        assert shared["og:description"] == tree.xpath("string(//meta[@name='description']/@content)")
        assert shared["og:locale"] == "cs_CZ"


def test_code_stays_in_files(site: Built) -> None:
    wrong = []
    for path in site.paths():
        tree = site.tree(path)
        wrong += [f"{path}: style" for _ in tree.xpath("//style | //@style")]
        wrong += [f"{path}: {name}" for name in tree.xpath("//@*") if name.attrname.startswith("on")]
        for script in tree.xpath("//script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text)
            elif not script.get("src") or (script.text or "").strip():
                wrong.append(f"{path}: inline script")
    assert not wrong, f"{len(wrong)}: {wrong[:10]}"


def test_descriptions_for_machines_are_linked_data(site: Built) -> None:
    for path in site.paths():
        (text,) = site.tree(path).xpath("//script[@type='application/ld+json']/text()")
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        assert all("@type" in thing for thing in data["@graph"]), path
        for trail in (thing for thing in data["@graph"] if thing["@type"] == "BreadcrumbList"):
            steps = trail["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            for step in steps:
                found = target(site, path, step["item"])
                assert found and found[0] in site.files, f"{path}: {step['item']}"
            if path not in ANYWHERE:
                assert steps[-1]["item"] == site.address(path)


def test_no_id_stands_twice(site: Built) -> None:
    wrong = {}
    for path in site.paths():
        counts = Counter(site.tree(path).xpath("//@id"))
        if twice := [one for one, count in counts.items() if count > 1]:
            wrong[path] = twice
    assert not wrong, f"{len(wrong)}: {dict(list(wrong.items())[:10])}"


def test_names_of_regions_point_at_something(site: Built) -> None:
    wrong = []
    for path in site.paths():
        known = ids(site, path)
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
            for value in site.tree(path).xpath(f"//@{name}"):
                wrong += [f"{path}: {name}={one}" for one in value.split() if one not in known]
    assert not wrong, f"{len(wrong)}: {wrong[:10]}"


def test_headings_do_not_skip_a_level(site: Built) -> None:
    wrong = {}
    for path in site.paths():
        levels = [int(one.tag[1]) for one in site.tree(path).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        steps = list(zip([0, *levels], levels, strict=False))
        if any(after > before + 1 for before, after in steps):
            wrong[path] = levels
    assert not wrong, f"{len(wrong)}: {dict(list(wrong.items())[:5])}"


def test_no_mark_is_left(site: Built) -> None:
    texts = {
        path: raw.decode() for path, raw in site.files.items() if path.endswith((".html", ".xml", ".txt"))
    }
    wrong = [path for path, text in texts.items() if SLOT.search(text)]
    assert not wrong, wrong[:10]


def test_service_pages_are_small(real: Built) -> None:
    big = {page: len(real.files[f"{page}index.html"]) for page in real.urls("service")}
    big = {page: size for page, size in big.items() if size > 30_000}
    assert not big, big


def test_sitemap_lists_what_may_be_found(site: Built) -> None:
    text = site.files["sitemap.xml"].decode()
    listed = re.findall(r"<loc>([^<]*)</loc>", text)
    assert listed == sorted(set(listed))
    pages = {
        site.address(path)
        for path in site.paths()
        if not site.tree(path).xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    }
    assert set(listed) == pages


def test_only_search_missing_and_drafts_are_kept_from_search_engines(site: Built) -> None:
    drafts = {
        f"{page.url}index.html"
        for page in site.pages
        if (page.family.name == "policy" and not page.subject.published)
        # Sheets to be printed have nothing that anybody looks for.
        or page.family.name in ("fair_signs", "fair_sheets")
    }
    hidden = [
        path
        for path in site.paths()
        if site.tree(path).xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    ]
    over = {
        f"{one.url}index.html" for one in site.site[Catalogue].services.values() if one.row.status == "ended"
    }
    mine = {"404.html", "hledat/index.html", "muj-seznam/index.html", "offline.html"}
    assert set(hidden) == {*mine, *drafts, *over}


def test_files_of_the_whole_site_are_there(site: Built) -> None:
    assert f"Sitemap: {site.site.settings.site_url}sitemap.xml" in site.files["robots.txt"].decode()
    headers = site.files["_headers"].decode()
    assert "Content-Security-Policy: default-src 'none'" in headers
    assert "unsafe" not in headers
    for path in site.paths():
        (policy,) = site.tree(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert f"Content-Security-Policy: {policy}" in headers


@pytest.mark.parametrize("path", ANYWHERE)
def test_pages_without_address_work_at_any_depth(site: Built, path: str) -> None:
    home = urlsplit(site.site.settings.site_url).path
    for element, name, link in links(site, path):
        scheme = urlsplit(link).scheme
        assert scheme or link.startswith((home, "#")), f"{element.tag} {name}={link}"


def test_redirects_lead_to_pages(site: Built) -> None:
    old = {path for path in site.files if path.endswith(".html") and site.sends_on(path)}
    assert old == {f"{row.old_path}index.html" for row in site.site[Catalogue].redirects}
    for row in site.site[Catalogue].redirects:
        path = f"{row.old_path}index.html"
        assert f"{row.new_path}index.html" in site.paths()
        for name, found in ((name, target(site, path, link)) for _, name, link in links(site, path)):
            assert found == (f"{row.new_path}index.html", ""), f"{path}: {name}"


def test_the_miniature_site_has_a_redirect(mini: Built) -> None:
    assert mini.site[Catalogue].redirects


def test_downloads_lead_to_files_as_the_descriptor_names_them(site: Built) -> None:
    for path in (path for path in site.files if path.endswith("datapackage.json")):
        descriptor = json.loads(site.files[path])
        folder = path.removesuffix("datapackage.json")
        for resource in descriptor["resources"]:
            assert folder + resource["path"] in site.files
            assert folder + resource["schema"] in site.files
