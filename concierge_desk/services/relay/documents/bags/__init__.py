"""Papers of the bags that a carrier's driver brings, and of full shelves."""
