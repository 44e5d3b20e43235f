"""The demo: a day of a practice shop, its queue, and what a service brings to it."""
