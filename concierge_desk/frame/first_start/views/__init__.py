"""Views of the steps of a first start, one for each look."""
