"""Page of the journal: who did what, a day at a time."""
