"""Bags that a carrier's driver brings, what the shelves can take of them, and what is said of one parcel in them."""
