"""What one does with scenarios: run them."""
