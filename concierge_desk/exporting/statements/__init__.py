"""Statements of banks, as files: OFX and CSV."""
