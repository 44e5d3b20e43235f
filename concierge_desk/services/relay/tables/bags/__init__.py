"""Tables of the bags that a carrier's driver brings, and of the room on the shelves."""
