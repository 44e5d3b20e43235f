"""Counted things: so many of one kind, that go out and come back by the piece; a service names its table of them."""
