"""Whether intervals hold what they say: how often the truth lies between their ends, where the truth is known."""
