"""Reads Arabic reporting on the insurgency in the Syrian desert into counts that can be traced and compared.

The folders follow the way of the data, and each imports only from those before it:

    articles              arabic, dating, placing, conflict, attribution, reading
    counts                counting
    incidents             assembling, tallying, measuring
    comparisons           linking, scaling, comparing, explaining
    notebooks             charting, stating, exporting, composing
    brief                 building
"""

__version__ = "0.1.0"
