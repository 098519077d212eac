"""setvzaim: an offline program that runs a network of cooperating schools."""
