"""The relay's fields, and how raw values become its commands."""
