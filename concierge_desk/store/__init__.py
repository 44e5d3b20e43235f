"""SQLite and nothing else: database, journal, migrations, projections of the till."""
