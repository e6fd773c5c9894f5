"""What the exports of missing help are called, and what stands in them."""

KINDS = "Kde chybí druhy pomoci"
KINDS_ABOUT = "Tabulka všech potřebných druhů pomoci podle ORP: v kolika obcích je pomoc blízko, jen daleko a kde chybí."
STEPS = "Kde chybí kroky návodů"
STEPS_ABOUT = "Tabulka kroků všech návodů podle ORP: v kolika obcích s nimi někdo pomůže a kde ne."
