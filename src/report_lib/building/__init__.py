"""Runs the notebooks and renders the site, with Quarto or without, anew only where something changed."""
