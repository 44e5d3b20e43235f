"""People at the counter: whose the visit is, whose something is that is asked for."""
