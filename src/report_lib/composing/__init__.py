"""Composes the pages: what notebooks show, the front page, the explorer, the feed."""
