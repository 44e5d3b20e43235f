"""A dispute file: all of an item or of a day in clear, the rest of the journal between by its digests."""
