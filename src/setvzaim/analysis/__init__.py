"""Pure computation over frozen rows: no base, no Qt, no clock (mechanism 4)."""
