"""Commands as they are played: one command, one transaction, one answer."""
