"""Rows of the running transaction, as the counter hands them to a service's tables."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # Cards are shown before the driver of the store is loaded.
    from concierge_desk.store.connection import Connection

Rows: TypeAlias = "Connection"
"""The store's connection inside a transaction, which loaders read through."""
