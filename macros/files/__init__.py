"""Files to be made and kept: what one is, its digest, calendars, spreadsheets."""
