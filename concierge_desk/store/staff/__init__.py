"""Staff of the counter: what the store keeps of who somebody is."""
