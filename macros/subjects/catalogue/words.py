"""What is said of services by what is known about them: how to reach them, what they cost, whom to ask again."""

from __future__ import annotations

UNREACHABLE = "spojení neznáme"
WEB = "web"
WEBS = {"form": "formulář", "chat": "chat"}
"""What a link in a line is called by the kind of contact; any other is `WEB`."""

DATABOX = "datová schránka {}"
CONTACTS = {"chat": "Napsat na chat", "form": "Napsat přes formulář", "web": "Web služby"}
"""What the button of a contact says."""

ANONYMOUS = "anonymně"
FREE = "Zdarma."
CALL_FREE = "volání je zdarma"
DOUBTFUL = "Neověřeno."
SAME_PROVIDER = "jiná služba téhož poskytovatele"
PROVIDERS_WEB = "web poskytovatele"
TOWN_OFFICE = "Úřad: {}"
SWITCHBOARD = "ústředna, ptejte se na sociální odbor"
LINE = "linka pro celé Česko"
