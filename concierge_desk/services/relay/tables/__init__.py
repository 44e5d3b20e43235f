"""The relay's tables: migrations, how entries move them, loaders. The only SQL of the service."""
