"""A phase diagram over two parameters: which fate comes for certain, and where the start decides."""
