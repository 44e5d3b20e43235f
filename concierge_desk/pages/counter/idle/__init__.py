"""Counter while nobody is served: what waits today, and why no day takes acts."""
