"""What differs between two states of a portal, as a person would say it."""
