"""Links the reports of one event across articles, knows copies, and carries out corrections."""
