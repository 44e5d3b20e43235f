"""Things that leave with the postman: their two kinds, and the states of their slip."""

RETURNS = "returns"
DEPOSITS = "deposits"
PREPARED = "prepared"
SIGNED = "signed"
CANCELLED = "cancelled"
