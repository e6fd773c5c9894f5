"""Roles: by which words rows of the data say what the portal does with them, in place of ids that code would know.

The words are those of the enums (and the pattern of `level_roles`) in the schemas. Where an order matters it is
that of the page.
"""

from __future__ import annotations

IN_CHARGE = ("child_protection", "social_work", "labour_office")
"""`kinds.role`: offices that every family may need."""
OF_TOWN_HALLS = IN_CHARGE[:2]
"""Those of them that are departments of a town hall: its switchboard puts people through."""
LINES = ("emergency_line", "crisis_line", "help_line", "online_help")
"""`kinds.role`: lines for everybody on the page of help in need."""
LEISURE = "free_time"
"""`kinds.role`: where children spend free time, besides the kinds of the family `leisure`."""
FREE_TIME = ("free_time", "holidays")
"""`situations.role`: what to read on about it; a narrow service for free time must name one of them."""
AFAR = ("to_people", "stay", "phone", "online")
"""`forms.reach`: nobody travels day by day, so a nationwide service of such a form helps everywhere."""
MEASURES = ("measure", "activity")
"""`strategies.level_roles`: levels where something is to be done."""
PEOPLE = "population"
"""`indicators.role`: the number of all inhabitants."""
