"""The printer behind the counter, and papers on the screen."""
