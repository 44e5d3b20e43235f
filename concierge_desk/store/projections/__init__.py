"""How entries move the tables: no start waits for it, and no window at rest holds it."""
