"""Rules of what is lent: pure."""
