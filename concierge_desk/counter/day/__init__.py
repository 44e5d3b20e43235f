"""The business day: opened, counted, closed; its calendar, clock and sessions."""
