"""Holds what stands beside articles: monitors' series, reports coded by hand, and tolls as ranges."""
