"""Accounting: money paid over, months and fiscal years."""
