"""Things that leave with the postman: their two kinds."""

RETURNS = "returns"
DEPOSITS = "deposits"
