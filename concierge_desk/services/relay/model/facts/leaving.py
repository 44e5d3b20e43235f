"""What leaves with the postman, and where its slip stands."""

RETURNS = "returns"
DEPOSITS = "deposits"
PREPARED = "prepared"
SIGNED = "signed"
CANCELLED = "cancelled"
