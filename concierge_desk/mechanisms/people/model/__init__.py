"""Rules of people: who somebody is, whose household, what was said, who comes for whom. Pure."""
