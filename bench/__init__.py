"""What the program costs, each figure as a ratio to a floor measured in the same run (docs/contract.md, "Budgets").

``python -m bench`` from the checkout. It is no part of the program: neither wheel nor frozen build holds it.
"""
