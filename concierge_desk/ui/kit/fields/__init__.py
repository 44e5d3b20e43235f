"""Fields: each takes one kind of value, and says what it does not take."""
