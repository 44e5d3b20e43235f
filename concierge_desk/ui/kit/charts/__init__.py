"""Charts: few amounts, or the days of some weeks, seen at a glance and read in words."""
