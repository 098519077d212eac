"""One module for each revision; none imports `model`."""
