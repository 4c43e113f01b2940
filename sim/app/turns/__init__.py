"""Fairness between visitors: who is being answered, whose turn it is, and how much one may have at once.

Whatever visitors share asks here: the threads that answer, the runs to watch, the batches of ensembles. A visitor is an
address. A whole room may share one, so that what exceeds a share waits for its turn, or is told to ask again.
"""
