"""Finds the counts: one for each number that the text reports, with its span."""
