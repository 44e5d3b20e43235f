"""Looks at names: noted where they belong to no act."""
