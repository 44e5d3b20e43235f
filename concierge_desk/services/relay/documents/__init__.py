"""The relay's papers, each drawn from its state alone.

Nothing here reads a table or a clock, and no name stands on what lies in the shop or goes to La Poste.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.01 (no name on lists); docs/trade.md, rules 8, 14,
15, 18 and 25.
"""

from concierge_desk.services.relay.documents.bags.saturation import saturation
from concierge_desk.services.relay.documents.board import board
from concierge_desk.services.relay.documents.bordereau import bordereau
from concierge_desk.services.relay.documents.calls import call_list
from concierge_desk.services.relay.documents.complaint import complaint_receipt, complaint_sheet
from concierge_desk.services.relay.documents.deposit import receipt
from concierge_desk.services.relay.documents.label import label
from concierge_desk.services.relay.documents.notice import notice
from concierge_desk.services.relay.documents.pay import pay_statement
from concierge_desk.services.relay.documents.reminder import reminder
from concierge_desk.services.relay.documents.slip import slip
from concierge_desk.services.relay.documents.stock import stock_sheet
from concierge_desk.services.relay.documents.stock_order import stock_loss, stock_order
from concierge_desk.services.relay.documents.summary import held_list, summary

__all__ = [
    "board",
    "bordereau",
    "call_list",
    "complaint_receipt",
    "complaint_sheet",
    "held_list",
    "label",
    "notice",
    "pay_statement",
    "receipt",
    "reminder",
    "saturation",
    "slip",
    "stock_loss",
    "stock_order",
    "stock_sheet",
    "summary",
]
