"""The core's own commands, cards and sentences, as a service has its own."""
