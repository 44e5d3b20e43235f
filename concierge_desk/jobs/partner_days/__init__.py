"""A partner's file of several days: all that is his in clear, the rest of the journal between by its digests."""
