"""What holds for all tests."""

from hypothesis import settings

# Slow machines are no mistake, and the gate must say the same twice. `--hypothesis-profile=hunt` looks further.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, max_examples=1000)
settings.load_profile("gate")
