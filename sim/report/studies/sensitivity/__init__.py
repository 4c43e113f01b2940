"""The page of an analysis of sensitivity."""
