"""What a browser shows: each part has a `layout` for its page and `register` for its callbacks."""
