"""How often intervals hold what they say: studies repeated where the truth is known."""
