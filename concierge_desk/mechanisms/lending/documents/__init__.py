"""Papers of what is lent."""
