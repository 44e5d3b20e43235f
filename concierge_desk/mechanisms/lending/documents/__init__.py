"""Papers of things lent, each drawn from its state alone: the contract, the label, the reminder, the condition both ways.

No name stands on what lies in the shop; a key's label tells nothing but its number.

Source: docs/contract.md, "Documents"; decision 0094.
"""

from concierge_desk.mechanisms.lending.documents.contract import label, loan
from concierge_desk.mechanisms.lending.documents.letters import condition, reminder

DRAWN = (loan, label, reminder, condition)
"""Each called as its paper."""
