"""Lines of paper sheets, written by hand, as they are entered at the counter."""
