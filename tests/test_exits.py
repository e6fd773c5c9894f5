"""Who may have to leave a page quickly can, and no page has a form that could be sent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from macros.subjects.catalogue.exits import kind_in_danger
from macros.subjects.catalogue.model import Catalogue
from tests.built import Built


def test_without_scripts_there_is_nothing_to_type_into(real: Built) -> None:
    for path in real.paths():
        tree = real.tree(path)
        assert not tree.xpath("//input[not(ancestor::form[@hidden] or ancestor::*[@hidden])]"), path
        assert not tree.xpath("//form[@action or @method]"), path
        assert tree.xpath("//*[@data-search]/a/@href"), path


def test_no_form_may_be_sent_and_no_page_says_where_one_came_from(real: Built) -> None:
    for path in real.paths():
        (policy,) = real.tree(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "form-action 'none'" in policy
        assert real.tree(path).xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path


def test_kinds_and_services_of_danger_can_be_left_quickly(real: Built) -> None:
    known = {code for code, kind in real.site[Catalogue].kinds.items() if kind_in_danger(kind)}
    assert known >= {"azylovy-dum", "intervencni-centrum", "krizova-pomoc", "zdvop", "poradna-pro-obeti"}
    assert not known & {"dluhova-poradna", "dum-deti-a-mladeze", "urad-prace"}
    urls = {f"druhy/{code}/" for code in known} | {"hledat/", "pomoc-v-nouzi/"}
    for service in real.site[Catalogue].services.values():
        secret = any(place.row.confidential for place in service.places)
        if secret or service.kind.row.id in known:
            urls.add(f"sluzby/{service.row.id}/")
        if secret:
            urls.add(f"poskytovatele/{service.provider.row.id}/")
    for url in urls:
        (body,) = real.tree(url).xpath("//body")
        assert body.get("class") == "quick-exit" and body.xpath(".//*[@data-exit]"), url


def test_what_people_in_danger_come_through_can_be_left_quickly(real: Built) -> None:
    """Home, lists and places have the link, but keep what everybody wants kept: the place, pages offline."""
    towns = [url for family in ("municipality", "orp", "region") for url in real.urls(family)]
    for url in ("", "situace/", "sluzby/", "druhy/", "obce/", "jevy/", "temata/bezpeci/", *towns):
        (body,) = real.tree(url).xpath("//body")
        assert "way-out" in body.get("class", "").split() and body.xpath(".//*[@data-exit]"), url
        assert not body.xpath(".//*[@class='traces']"), url
    for url in ("situace/psychicka-krize/", "situace/sikana/", "pomoc-v-nouzi/", "stopy/"):
        (body,) = real.tree(url).xpath("//body")
        assert body.get("class") == "quick-exit" and body.xpath(".//*[@class='traces']"), url
    for url in ("situace/dluhy/", "druhy/dluhova-poradna/", "strategie/", "data/"):
        assert not real.tree(url).xpath("//*[@data-exit]"), url


def test_the_exit_is_not_lost_by_rows_that_are_added() -> None:
    """One situation of danger is enough, however many others name the kind."""
    calm: Any = [SimpleNamespace(row=SimpleNamespace(quick_exit=False)) for _ in range(50)]
    kind: Any = SimpleNamespace(
        situations=(*calm, SimpleNamespace(row=SimpleNamespace(quick_exit=True))), services=()
    )
    assert kind_in_danger(kind)
    secret: Any = SimpleNamespace(places=(SimpleNamespace(row=SimpleNamespace(confidential=True)),))
    hidden: Any = SimpleNamespace(situations=calm, services=(secret,))
    assert kind_in_danger(hidden)
    plain: Any = SimpleNamespace(situations=calm, services=(SimpleNamespace(places=()),))
    assert not kind_in_danger(plain)
