"""What the export of activities is called, and what stands in it."""

ACTIVITIES = "Činnosti proti předčasnému odchodu ze školy"
ACTIVITIES_ABOUT = "Každá činnost v každém ORP: kdo ji tu dělá, nebo že to nevíme."
