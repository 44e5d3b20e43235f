"""People who keep the counter, as an open window asks about them."""
