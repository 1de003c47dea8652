"""Builds incidents of counts, with place, date, actor and source, and writes the tables."""
