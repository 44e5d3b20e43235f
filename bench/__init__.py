"""What the program costs, each figure as a ratio to a floor measured in the same run (DESIGN §11).

``python -m bench`` from the checkout. It is no part of the program: neither wheel nor frozen build holds it.
"""
