"""The relay's rules: commands, states and decisions; pure."""
