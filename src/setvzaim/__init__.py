"""setvzaim: an offline program that runs a network of cooperating schools."""

__version__ = "0.1.0"
