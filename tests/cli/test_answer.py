import json
import math
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sim.cli.answer import MOST_SHOWN, fail, plain


def test_json_knows_what_is_plain() -> None:
    found = {"path": Path("a") / "b", 3: [math.nan, -math.inf, 0.5, (1, None)], "event": True}
    assert json.loads(json.dumps(plain(found), allow_nan=False)) == {
        "path": str(Path("a") / "b"),
        "3": [None, None, 0.5, [1, None]],
        "event": True,
    }


@pytest.mark.parametrize("count", [0, 1, MOST_SHOWN, MOST_SHOWN + 2])
def test_failures_end_with_exit_code_1_and_the_first_few_are_named(count: int) -> None:
    @click.command()
    def command() -> None:
        fail("points failed:", [f"point {each}" for each in range(count)], ", see the table")

    ended = CliRunner().invoke(command)
    shown = [f"  point {each}" for each in range(min(count, MOST_SHOWN))]
    more = [f"  and {count - MOST_SHOWN} more, see the table"] if count > MOST_SHOWN else []
    assert ended.exit_code == (1 if count else 0)
    assert ended.stderr.splitlines() == (["error: points failed:", *shown, *more] if count else [])
    assert ended.stdout == ""
