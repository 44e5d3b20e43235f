"""Lines to a printer of rolls: one module for each kind of place."""
