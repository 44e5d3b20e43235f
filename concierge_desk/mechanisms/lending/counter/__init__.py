"""What is lent, at the counter."""
