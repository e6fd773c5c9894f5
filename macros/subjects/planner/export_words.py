"""What the export of the empty table of wishes is called, and what stands in it."""

WISHES = "Přání pro setkání organizací"
WISHES_ABOUT = (
    "Prázdná tabulka přání s vymyšleným příkladem: kdo chce koho potkat, s kým už mluvil, kdy nemůže."
)
