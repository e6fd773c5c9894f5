"""Pictures made of numbers, and icons."""
