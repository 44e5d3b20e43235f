"""What the trade is, in the standard library alone: no file, no clock, no database."""
