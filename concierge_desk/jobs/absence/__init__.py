"""Papers of an absence: what falls into a closure, and what whoever takes over has to know."""
