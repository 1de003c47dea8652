"""States what a month's tables say as sentences, each with the counts behind its numbers."""
