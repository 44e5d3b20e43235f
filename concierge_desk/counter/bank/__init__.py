"""The bank: lines of its statements, and what of the desk's money each of them is."""
