"""The table of a mechanism's parameters as its page should have it.

`python -m tests.docs.parameter_table gossip` prints it.
"""

import sys

from sim.scenario.mechanisms import PARAMETERS, ParameterKey

HEADER = ["| key | default | unit | bounds | meaning | source |", "|---|---|---|---|---|---|"]


def parameter_table(mechanism: str) -> list[str]:
    """Lines of the table."""
    return [*HEADER, *(_row(each) for each in PARAMETERS.values() if each.mechanism == mechanism)]


def _row(each: ParameterKey) -> str:
    p = each.parameter
    bounds = f"{p.low:.12g} to {p.high:.12g}"
    return f"| `{each.key}` | {p.default:.12g} | {p.unit} | {bounds} | {p.meaning} | {p.source} |"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write("\n".join(parameter_table(name)) + "\n")
