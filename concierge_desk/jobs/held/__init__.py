"""Papers of money that is held or owed."""
