"""The mutants that somebody thought up: what each breaks, and which tests of the theory or of the results must notice.

Tests of a rule's own formula do not count here, nor do runs that are compared with what they once were: every one of
these must be noticed by what the theory or the documentation says. Most tests named are those on the Mesa model, since
machine code would be made anew for every mutant; the kernel is held to the Mesa model's numbers elsewhere.
"""

from tests.mutants.attendance import OF_ATTENDANCE
from tests.mutants.experiments import OF_EXPERIMENTS
from tests.mutants.results import OF_RESULTS
from tests.mutants.talk import OF_TALK
from tests.mutants.timeline import OF_TIME
from tests.mutants.trade import OF_CUSTOMERS, OF_THE_REVIEW

TABLE = [*OF_ATTENDANCE, *OF_TALK, *OF_CUSTOMERS, *OF_THE_REVIEW, *OF_TIME, *OF_EXPERIMENTS, *OF_RESULTS]
