"""Reporting to La Poste beside the days: visits of its office, and the summary of a week or a month; pure."""
