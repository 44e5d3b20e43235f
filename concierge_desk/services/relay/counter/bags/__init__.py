"""Cards of the bags that a carrier's driver brings, of the room on the shelves, and of who asks for a parcel."""
