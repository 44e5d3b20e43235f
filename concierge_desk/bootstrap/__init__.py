"""Composition root: the only package that knows everything. It opens, wires and lends; it decides nothing."""
