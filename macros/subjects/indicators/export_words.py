"""What the exports of indicators are called, and what stands in them."""

TABLE = "Čísla jednoho ukazatele"
TABLE_ABOUT = "Všechna čísla ukazatele po územích a obdobích, každé se zdrojem a jednotkou; malé počty lidí jsou prázdné."
DOCUMENT = "Ukazatel s významem"
DOCUMENT_ABOUT = "Ukazatel pro programy: co měří, jak se počítá, jeho čísla, cíle, zlomy v řadě a pásma."
