"""What the exports of cooperation are called, and what stands in them."""

SHARED = "Mapa spolupráce"
SHARED_ABOUT = "Tabulka: místo, riziková oblast, věk a kdo s kým spolupracuje, s názvy místo kódů."
MATCHES = "Shody potřeb a nabídek"
MATCHES_ABOUT = "Tabulka: která nabídka se hodí ke které potřebě a proč."
BLANK = "Pravidla spolupráce: formulář"
BLANK_ABOUT = "Sešit k vyplnění: tři otázky a tabulka pravidel."
