"""Presenters: what every page shows and does without Qt, and the records that several of them share."""
