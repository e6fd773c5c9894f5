"""What the export of white spots is called, and what stands in it."""

SPOTS = "Bílá místa"
SPOTS_ABOUT = "Tabulka všech situací podle ORP: jestli je pomoc tady, zdaleka, na dálku, nebo nikde, a ze kterých služeb to víme."
