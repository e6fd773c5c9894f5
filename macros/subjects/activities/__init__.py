"""What prevents children from leaving school early, whoever does it: activities, who may do them, who does so here."""
