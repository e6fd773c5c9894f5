"""What is said of help that is missing or far, by how far it is."""

from __future__ import annotations

NOBODY = "Nikdo"
MISSING = ("druh chybí", "druhy chybí", "druhů chybí")
NOTHING_MISSING = "žádný druh nechybí"
FROM_REGION = "Jen odjinud z kraje"
FROM_AFAR = "Jen služba pro celé Česko"

FIRSTS = (
    "První odpovědi: {all} situace a ORP. Telefonem nebo chatem odpoví {answered}, "
    "linku nebo úřad vedle sebe má {advised}, jen web, e-mail nebo adresu {slow}, nic {nothing}."
)
"""What `check` says of whom people read first."""
PAIRS = ("dvojice", "dvojice", "dvojic")

IN_ORP = "v ORP"
IN_ANY_ORP = "v některém ORP kraje"

DIFFERENCE = " v ORP "
ONLY_ANSWER = "poslední, kdo tu pomáhal, končí: "
"""What `diff` says before who helped where nobody does any more."""
