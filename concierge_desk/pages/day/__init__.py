"""Page of the day: opened, counted, closed."""
