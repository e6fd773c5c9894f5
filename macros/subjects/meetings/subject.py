"""What the portal tells of meetings. The scheduler is a command: nothing of it reaches the site, and no build loads it."""

from __future__ import annotations

from macros.subject import Subject

MEETINGS = Subject(name="meetings")
