"""Personal data: where they stand, on which ground, how long, and how they go; what the law wants told of them."""
