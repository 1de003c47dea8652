"""Takes articles in: text files, saved pages, JSON lines, archives, and what is known beside them."""
