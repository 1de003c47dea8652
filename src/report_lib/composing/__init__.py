"""Composes the pages: their Markdown, what notebooks show, the front page, the explorer, the feed."""
