"""Tables of what is lent."""
