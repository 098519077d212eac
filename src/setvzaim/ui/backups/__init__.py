"""Backups in the window: kept by themselves, looked through, restored; what can be done with a damaged base."""
