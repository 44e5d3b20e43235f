"""Page of what carriers pay: `parts` makes it when it is first opened."""
