"""Draws charts, maps and timelines in one house style."""
