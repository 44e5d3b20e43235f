"""Deliveries of daily files, as far as somebody at the counter says how."""
