"""States of a slip; what may become of one waits in `slips` for an act."""

PREPARED = "prepared"
SIGNED = "signed"
CANCELLED = "cancelled"
