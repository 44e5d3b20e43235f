"""Page of a service's shelf: what lies there, what is to be done today, the inventory."""
