"""Choices of the shop: figures of the core and of services, and which services it offers."""
