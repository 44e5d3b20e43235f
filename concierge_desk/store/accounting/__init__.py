"""Accounting as tables: money paid over, months and fiscal years."""
