"""The front desk without its widgets: what is asked, found, chosen, charged and paid; no Qt."""
