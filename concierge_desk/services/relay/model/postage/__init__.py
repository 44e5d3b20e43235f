"""Postal tariffs and limits: zones, prices by weight, sizes, holding periods; rows from the carriers."""
