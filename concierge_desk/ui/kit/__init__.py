"""What every page is made of: theme, components, tasks, keys, scanner; no service named here."""
