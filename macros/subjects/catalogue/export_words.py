"""What the exports of the catalogue are called, and what stands in them."""

LEAFLETS = "Letáky a kartičky"
LEAFLETS_ABOUT = "Leták a kartička do peněženky ke každé situaci a území, k vytištění a rozdání."
