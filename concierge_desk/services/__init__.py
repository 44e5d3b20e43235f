"""Services that residents come for: one package each; packages never import one another."""
