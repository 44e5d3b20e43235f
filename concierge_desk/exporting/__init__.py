"""Formats only: data package, CSV, deterministic zip."""
