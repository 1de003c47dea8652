"""Measures the parser against annotated articles, and keeps the floor it may not fall below."""
