"""The page of settings: the numbers the computations use, each in plain words."""
