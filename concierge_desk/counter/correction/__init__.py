"""What sets an act right: an amount negated, a state that comes back, means noted wrong. Pure rules and their commands."""
