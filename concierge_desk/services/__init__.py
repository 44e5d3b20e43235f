"""What residents come for: one package per service; packages never import one another."""
