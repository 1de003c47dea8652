"""Reads monitors' series and reports coded by hand, and merges the reports of one event into its tolls, as ranges."""
