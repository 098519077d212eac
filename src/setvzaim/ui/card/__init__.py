"""The card beside a table: one record, field by field, and what is linked to it."""
