"""Checks of a store beside its chain: anchors, operations, schema, personal records, dropped payloads."""
