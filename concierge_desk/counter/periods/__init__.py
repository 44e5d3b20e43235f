"""Periods: months and fiscal years, closed with the totals of their closings."""
