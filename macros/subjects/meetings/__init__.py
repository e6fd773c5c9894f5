"""Meetings: speed dating of organisations, planned out of a spreadsheet."""
