"""One table for every register: rows come from the base by windows as they are scrolled to."""
