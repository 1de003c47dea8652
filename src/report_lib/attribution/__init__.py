"""Reads who says so: speech, speakers, and the chain from the outlet to the one who counted."""
