"""Printed forms: a builder turns frozen rows into a document tree; `rendering` draws the tree."""
