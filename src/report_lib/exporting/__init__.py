"""Puts facts into sentences and Markdown, and hands the tables on: columns of other data sets, workbook, codebook."""
