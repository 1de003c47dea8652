"""States facts in prose and hands the tables on, in other data sets' columns and as a workbook."""
