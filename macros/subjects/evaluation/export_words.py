"""What the exports of assessments and family policies are called, and what stands in them."""

FORMS = "Formuláře hodnocení"
FORMS_ABOUT = "Prázdný formulář každé sady kritérií a vyplněný formulář každé fáze hodnocení obce; portál je umí načíst zpět."
POLICY = "Rodinná politika obce"
POLICY_ABOUT = "Rodinná politika jedné obce jako dokument k vytištění a k jednání zastupitelstva."
