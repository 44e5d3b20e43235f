"""Document -> PDF and text."""
