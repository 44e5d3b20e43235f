"""Setting up the shop again: what it is, who keeps it, its rates; records, commands, cards."""
