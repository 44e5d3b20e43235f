"""Settings as records: nothing of them knows commands, decisions or cards."""
