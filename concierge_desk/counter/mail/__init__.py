"""Mail to people: a receipt that leaves as a letter, at the wish of who paid."""
