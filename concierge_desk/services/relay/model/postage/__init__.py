"""Postal tariffs and limits: zones, prices by weight, sizes, holding periods; dated rows from the carrier's own sheets."""
