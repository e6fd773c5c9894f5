"""Rules about services, contacts, situations and secret places."""
