"""The window itself: frame, counter, visit, help, first start."""
