"""Pay of the carriers: its rows, what a month comes to by them, its own statement beside that, the minutes of its acts."""
