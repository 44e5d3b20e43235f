"""What a machine did not let be tried is said at the end of a run, and loudly."""

NOT_TRIED = "NOT TRIED HERE"
