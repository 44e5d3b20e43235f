"""Money that is held or owed, and whose it is: records of what stands in the store."""
