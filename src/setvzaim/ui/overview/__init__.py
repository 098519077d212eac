"""The first tab: what matters in the network now."""
