"""A page: the line of actions, the table or what stands in its place, and the card."""
