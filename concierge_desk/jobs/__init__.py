"""Jobs over an open desk, without a window: exports, papers, verifying."""
