"""Kinds of service: whoever asks for one is helped by all finer ones, however deep, and everywhere alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.portal import MACROS
from macros.portal import renderer as renderer_of
from macros.subjects.catalogue.macros import macro_services, macro_who
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.pages.lists import kinds_view
from macros.subjects.catalogue.pages.services import kind_reads, kind_view
from macros.texts.prose import Here
from tests.portals import change, portal, problems_of

KINDS = "data_packages/codelists/data/kinds.csv"
GUIDE = "catalogue/situace/domaci-nasili.md"
TOP, MIDDLE, BOTTOM = "odborne-poradenstvi", "dluhova-poradna", "obcanska-poradna"
DEEPEST = "poradna-priklad-liberec"


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature portal with kinds three levels deep."""
    root = portal(tmp_path_factory.mktemp("deep"))
    change(
        root,
        {
            "file": KINDS,
            "find": "rada s právy a úřady,social,zakon-108-2006,,odborne-poradenstvi",
            "replace": f"rada s právy a úřady,social,zakon-108-2006,,{MIDDLE}",
        },
    )
    return root


@pytest.fixture(scope="module")
def site(deep: Path) -> Site:
    return load_site(deep).site


def test_a_kind_is_served_by_all_below_it(site: Site) -> None:
    kinds = site[Catalogue].kinds
    assert [one.row.id for one in kinds[TOP].finer] == [TOP, MIDDLE, BOTTOM]
    assert [one.row.id for one in kinds[BOTTOM].ladder] == [BOTTOM, MIDDLE, TOP]
    assert site[Catalogue].services[DEEPEST] in kinds[TOP].everyone


def test_pages_macros_and_guides_agree(site: Site) -> None:
    service = site[Catalogue].services[DEEPEST]
    view = kind_view(site, site[Catalogue].kinds[TOP])
    assert service in [one for group in view.data.groups for one in group.services]
    assert service.key in kind_reads(site, site[Catalogue].kinds[TOP])
    way = [crumb.url for crumb in kind_view(site, site[Catalogue].kinds[BOTTOM]).crumbs]
    assert way == ["druhy/", f"druhy/{TOP}/", f"druhy/{MIDDLE}/"]
    here = Here(renderer_of(site), "", MACROS)
    assert service.row.name in macro_services(here, kind=TOP).unescape()
    assert f"druhy/{TOP}/" in macro_who(here, TOP)


def test_the_list_of_kinds_counts_as_their_pages_do(site: Site) -> None:
    groups = kinds_view(site, None).data.groups
    told = {line.kind.row.id: line.known for _, kinds in groups for line in kinds}
    for code, count in told.items():
        groups = kind_view(site, site[Catalogue].kinds[code]).data.groups
        shown = {service.row.id for group in groups for service in group.services}
        assert count == len(shown)
    own = sum(service.active for service in site[Catalogue].kinds[TOP].services)
    assert told[TOP] > own, "those of finer kinds count too"


def test_a_step_is_answered_by_the_deepest_kind(deep: Path) -> None:
    services = deep / "data_packages/services/data/services.csv"
    services.write_text(
        services.read_text(encoding="utf-8").replace(f",{MIDDLE},active", f",{MIDDLE},ended"),
        encoding="utf-8",
    )
    change(deep, {"file": GUIDE, "find": '{{ who("azylovy-dum",', "replace": '{{ who("odborne-poradenstvi",'})
    assert "step-unserved" not in {one.rule for one in problems_of(deep)}
