"""Things that leave with the postman: their two kinds, and kinds of what is handed in already paid for."""

RETURNS = "returns"
DEPOSITS = "deposits"

LETTER = "letter"
CHRONOPOST = "chronopost"
