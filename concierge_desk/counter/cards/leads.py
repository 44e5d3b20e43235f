"""Destinations of acts that play no command: what `OfferedAct.leads` begins with, told apart by the window."""

AT_COUNTER_NOW = "operator:"
"""Begins what an act leads to that says who is at the counter from now on; his code follows."""

WHO_NOW = "who:"
"""Begins what an act leads to that says whose the visit is from now on; by what the desk knows the person follows."""

CARD_OF = "card:"
"""Begins what an act leads to that shows another card; by what that is found follows."""

PARTNER_DAYS = "partner_days:"
"""Begins what an act leads to that writes a partner's file of some days: his code, first day and last follow, parted by `/`."""

DISPUTE = "dispute:"
"""Begins what an act leads to that writes the file of a dispute: principal, `/` and number follow, or code of a label."""

FOLLOWS = "follows:"
"""Begins the code by which is found what an act leaves to be done at once; what it answered follows."""
