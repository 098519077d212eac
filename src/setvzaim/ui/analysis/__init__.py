"""What is worked out from the registers, shown beside them."""
