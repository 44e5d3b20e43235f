"""Tables of people: personal records, the words they are found by, the memberships. The only SQL of the mechanism."""
