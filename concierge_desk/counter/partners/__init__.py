"""Partners as data: made, changed and retired at the counter; what each is told of a day."""
