"""Concierge Desk: the counter of a neighbourhood conciergerie solidaire."""

__version__ = "0.6.0.dev0"
