"""Statements of a bank at an open desk: found, read, taken in."""
