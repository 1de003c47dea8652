"""Hands the tables on: in the columns of other data sets, as a workbook, with the codebook."""
