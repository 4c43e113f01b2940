"""Watch: one replicate as frames for an animated office, and the story of a person or of a decision in it."""
