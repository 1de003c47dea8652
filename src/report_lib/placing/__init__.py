"""Reads places: the gazetteer, phrases around a name, roads, roles, and villages that nobody listed."""
