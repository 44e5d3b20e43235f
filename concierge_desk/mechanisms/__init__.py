"""Mechanisms that several services share, each shaped like a service and instantiated by one: none yet.

What a second service needs moves down here, once, with its tests. A mechanism knows no service.
"""
