"""Services, providers, kinds and situations: who helps with what."""
