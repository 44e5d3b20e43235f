"""Rows of the running transaction, as the counter hands them to a service's tables."""

from typing import Any, TypeAlias

Rows: TypeAlias = Any
"""The store's handle of the running transaction: passed to a service's `tables` untouched."""
