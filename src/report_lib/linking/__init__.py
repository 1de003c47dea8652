"""Links the reports of one event across articles, knows copies, carries out corrections, and holds it all together."""
