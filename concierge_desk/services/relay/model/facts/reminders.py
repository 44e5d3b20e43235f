"""Mails that remind somebody of an item."""

RETENTION = "relay.email"
"""Of the address that was given for an item."""


def document_of(custody: str) -> str:
    """Return the name of what a mail about an item says."""
    return f"reminder:{custody}"
