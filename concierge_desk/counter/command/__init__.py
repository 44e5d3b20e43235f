"""One command, one transaction, one answer."""
