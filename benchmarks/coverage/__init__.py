"""Whether intervals and probabilities hold what they say: each kind is repeated against a truth that is known."""
