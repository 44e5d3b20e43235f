"""Rules of the trade, in the standard library alone: no file, no clock, no database."""
