"""Reads dates: words, phrases, the calendar, what a relative word hangs on, and how EDTF writes it."""
