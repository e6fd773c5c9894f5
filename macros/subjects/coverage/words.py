"""What is said of help that is missing or far, by how far it is."""

from __future__ import annotations

NOBODY = "Nikdo"
FROM_REGION = "Jen odjinud z kraje"
FROM_AFAR = "Jen služba pro celé Česko"

IN_ORP = "v ORP"
IN_ANY_ORP = "v některém ORP kraje"
