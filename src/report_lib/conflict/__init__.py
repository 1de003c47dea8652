"""Reads who did what to whom: actors, attacks, parties, deeds, and how sure the text is of them."""
