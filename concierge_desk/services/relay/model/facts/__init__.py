"""Facts of the relay's things, as tables and cards know them.

A window at rest holds them, and no act with its fields and rules (decision 0019).
"""
