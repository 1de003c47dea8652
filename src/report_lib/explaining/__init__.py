"""Explains an article: each value with the rule and the words that decided it."""
