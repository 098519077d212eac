"""What the program proposes. `partners` brings the solver: it is imported where it is used."""
