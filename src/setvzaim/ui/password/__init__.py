"""The password of a base in the window: asked for, set, and asked for again after a while without work."""
