"""Addresses of services, providers, kinds, situations and their lists."""

from __future__ import annotations

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly
from macros.check.history import Columns
from macros.data.confidential import secrets_of
from macros.subjects.catalogue.telling import id_tells

SERVICES, BY_TERRITORY, PROVIDERS, KINDS = "sluzby/", "sluzby/uzemi/", "poskytovatele/", "druhy/"
SITUATIONS, THEMES, PHENOMENA = "situace/", "temata/", "jevy/"
SEARCH, LEAFLETS, MY_LIST = "hledat/", "letaky/", "muj-seznam/"
IN_NEED = "pomoc-v-nouzi/"
"""The hand-written page of help in need, which every page links."""


def _told_a_house(data: Data, before: Columns, value: str) -> bool:
    """Whether the id of a service in the last commit told the address of what is confidential now."""
    if not id_tells(value):
        return False
    providers = secrets_of(data.tables).providers
    if "provider" not in before:
        return bool(providers)
    return before["provider"][before["id"].index(value)] in providers


def _provider_told_a_house(data: Data, before: Columns, value: str) -> bool:
    return id_tells(value) and bool(secrets_of(data.tables).providers)


ADDRESSES = Addresses(
    pages=(
        plainly(("services", "services"), SERVICES, _told_a_house),
        plainly(("services", "providers"), PROVIDERS, _provider_told_a_house),
        plainly(("situations", "situations"), SITUATIONS),
        plainly(("situations", "themes"), THEMES),
        plainly(("situations", "phenomena"), PHENOMENA),
        plainly(("codelists", "kinds"), KINDS),
    ),
    lists=lambda data: (KINDS, MY_LIST, PHENOMENA, PROVIDERS, SEARCH, SERVICES, SITUATIONS),
    folders=(LEAFLETS, BY_TERRITORY),
)
