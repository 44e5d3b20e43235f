"""What every page is built of: list, side panel, figures, long work, keys."""
