"""The window (Qt): reads by queries, writes by operations, both on one background worker."""
