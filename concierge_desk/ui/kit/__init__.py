"""Kit of every page: theme, components, tasks, keys, scanner; no service named here."""
