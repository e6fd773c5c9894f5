"""Whether a page helped: people answer without an account, or are told that they need one."""

from __future__ import annotations

from typing import Any

import pytest

from macros.data.settings import Settings
from macros.page import words
from macros.page.common import Asking, feedback

SITE = "https://rozcestnik.test/"
REPOSITORY = "https://github.com/priklad/portal/"


def asked(**settings: Any) -> Asking:
    return feedback(Settings(site_url=SITE, **settings), "Dluhy & spol.", "situace/dluhy/")


def test_who_has_no_account_writes_to_the_address_of_the_portal() -> None:
    found = asked(repo_url=REPOSITORY, contact_email="redakce@priklad.test")
    assert [one.label for one in found.links] == [words.HELPED[0], words.WRONG[0]]
    assert all(one.href.startswith("mailto:redakce@priklad.test?subject=") for one in found.links)
    assert not found.public
    assert found.question == words.DID_IT_HELP


def test_a_form_comes_before_an_address_and_is_told_the_page() -> None:
    form = "https://form.test/?kde={page}"
    found = asked(repo_url=REPOSITORY, contact_email="redakce@priklad.test", feedback_url=form)
    page = "https%3A%2F%2Frozcestnik.test%2Fsituace%2Fdluhy%2F"
    assert {one.href for one in found.links} == {f"https://form.test/?kde={page}"}
    assert all(one.outside and not one.public for one in found.links)


def test_nobody_makes_an_account_to_say_that_it_helped() -> None:
    found = asked(repo_url=REPOSITORY)
    assert [one.label for one in found.links] == [words.WRONG[0]]
    assert found.public
    assert found.question == words.IS_IT_RIGHT


def test_a_portal_without_any_address_asks_nothing() -> None:
    assert not asked().links


@pytest.mark.parametrize("title", ["100 % & více", 'a"b<c>', "řádek?body=x#y"])
def test_a_title_stays_in_the_subject(title: str) -> None:
    settings = Settings(site_url=SITE, contact_email="redakce@priklad.test")
    for one in feedback(settings, title, "x/").links:
        assert one.href.count("?") == one.href.count("&") == 1
        assert not {*'"<># '} & {*one.href}
