"""Reads words and numerals: text with a way back to its bytes, the casualty vocabulary, number words."""
