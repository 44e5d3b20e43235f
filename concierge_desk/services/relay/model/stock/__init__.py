"""The relay's own stock of what is sold by the piece: orders, deliveries, counts, packs, losses, worth.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25; decision 0078.
"""
