"""Russian words and numbers: folding, plurals, formatting, reading."""
