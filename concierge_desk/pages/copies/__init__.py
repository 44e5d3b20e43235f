"""Page of the copies: how old the last one is, made, tried, put back."""
