"""Tables of what is entrusted, of each nature its own: the only SQL of the mechanism."""
