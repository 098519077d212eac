"""Who helps whom (regulation 1.3, 4.2, 4.3, 5.2): one best proposal, with bounds and reasons. See `solve.py`."""
