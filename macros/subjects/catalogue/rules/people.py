"""Which names in the catalogue are no persons, and mail addresses of services that name one."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.names import LIKELY, NOBODY
from macros.check.people import Naming, Owners, mail_privacy
from macros.data.problems import Problem
from macros.words.czech import tokens


def _words(data: Data) -> dict[str, set[str]]:
    """Folded words of the id and the name of each service, and of its provider's id."""
    table = data.table("services", "services")
    rows = table.records(["id", "name", "provider"]) if table else ()
    return {
        code: {*code.split("-"), *tokens(name or ""), *(provider or "").split("-")}
        for _, code, name, provider in rows
        if code
    }


@check("email-private")
def email_private(data: Data) -> Iterator[Problem]:
    """A mail address names a workplace: no first name and surname, and no free mail without its words."""
    table = data.table("services", "contacts")
    if table is None:
        return
    wrong = {
        (service, value)
        for _, service, kind, value in table.records(["service", "kind", "value"])
        if kind == "email" and value and mail_privacy(value, ()) is not NOBODY
    }
    words = _words(data) if wrong else {}
    for row, service, value in table.records(["service", "value"]) if wrong else ():
        if (service, value) in wrong:
            kind = mail_privacy(value, words.get(service, set()))
            if kind is not NOBODY:
                yield table.problem(row, "value", "email-private", value, warning=kind is LIKELY)


NAMING = Naming(
    who=(("contacts", "label"), ("contacts", "note")),
    called_after=(
        ("places", "street"),  # streets are: "MUDr. Janského"
        ("contacts", "value"),  # no text: it has rules of its own
        ("laws", "title"),
    ),
    judges=(("services", "services"),),
    owners={"contacts": Owners("service", _words, "phone-private")},
)
RULES: tuple[Check, ...] = (email_private,)
