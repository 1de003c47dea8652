"""Sets numbers side by side, says what makes them unlike and what editions revised, and opens the project."""
