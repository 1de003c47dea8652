"""Parses input of any size: in chunks, by many workers, into partitions by month."""
