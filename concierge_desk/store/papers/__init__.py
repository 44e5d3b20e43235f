"""Store of what is to leave by a printer: papers that wait, and pulses for a drawer."""
