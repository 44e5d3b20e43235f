"""The books: what entries say of each other, held together from the first to the last; pure, in one pass."""
