"""How often intervals hold what they say: studies repeated many times where the truth is known."""
