"""Cautions, advances, slates and indemnities: money that is held or owed, as things with a code of their own."""
