"""A principal's view of items and of a day, compared with what stands here; pure."""
