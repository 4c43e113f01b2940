"""The logistic choice probability, from basic arithmetic alone.

The C library's `exp` differs in its last bit between processors, and one flipped choice changes a
whole history. Additions, multiplications and divisions do not differ, so this one is the same
everywhere. Relative error below 4e-16 (range reduction by ln 2, Taylor series of degree 13).
"""

LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
STEEPEST = 40.0
POWERS_OF_TWO = tuple(2.0**-n for n in range(60))


def exp_minus(x: float) -> float:
    """exp(-x) for x in 0..40."""
    halvings = int(x * 1.4426950408889634 + 0.5)
    rest = (halvings * LN2_HIGH - x) + halvings * LN2_LOW
    series = 1.0 + rest * (1.0 / 13.0)
    series = 1.0 + rest * (1.0 / 12.0) * series
    series = 1.0 + rest * (1.0 / 11.0) * series
    series = 1.0 + rest * (1.0 / 10.0) * series
    series = 1.0 + rest * (1.0 / 9.0) * series
    series = 1.0 + rest * (1.0 / 8.0) * series
    series = 1.0 + rest * (1.0 / 7.0) * series
    series = 1.0 + rest * (1.0 / 6.0) * series
    series = 1.0 + rest * (1.0 / 5.0) * series
    series = 1.0 + rest * 0.25 * series
    series = 1.0 + rest * (1.0 / 3.0) * series
    series = 1.0 + rest * 0.5 * series
    return (1.0 + rest * series) * POWERS_OF_TWO[halvings]


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)); beyond +-40 it is flat at its value there."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp_minus(min(x, STEEPEST)))
    other = exp_minus(min(-x, STEEPEST))
    return other / (1.0 + other)
