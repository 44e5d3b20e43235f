"""Papers of things entrusted, each drawn from its state alone: a nature's words beside it, no table, no clock.

No name stands on what lies in the shop or goes to a partner.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-2.01, R-4.06, R-5.01, R-5.04.
"""

from concierge_desk.mechanisms.entrusted.documents.away import slip, statement
from concierge_desk.mechanisms.entrusted.documents.letters import discharge, petition, quote, reminder
from concierge_desk.mechanisms.entrusted.documents.order import order, tag

DRAWN = (order, tag, slip, reminder, discharge, quote, petition, statement)
"""Each called as its paper."""
