"""What tables and cards know of the relay's things; a window at rest holds it, and no act with its fields and rules."""
