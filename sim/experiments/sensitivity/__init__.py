"""Which parameters matter for an outcome, and which do not."""
