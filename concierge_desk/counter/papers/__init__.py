"""Papers of the core: ticket, Z, note of services, posters, recovery sheet; pure."""
