"""What the portal tells of territory: files for the place picker."""

from __future__ import annotations

from macros.subject import Subject
from macros.subjects.territory.picker import place_files

TERRITORY = Subject(name="territory", files=(place_files,))
