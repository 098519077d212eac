"""The map of the network on the screen."""
