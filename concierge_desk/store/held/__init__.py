"""Projection of money that is held or owed, and of whose it is."""
