"""How often intervals hold what they say: studies repeated many times where the truth is known."""

from benchmarks.coverage import calibrate, candidates, compare, explore, map, play, recommend, run, sensitivity, sweep

PARTS = {
    "run": run, "compare": compare, "candidates": candidates, "sweep": sweep, "sensitivity": sensitivity, "map": map,
    "calibrate": calibrate, "recommend": recommend, "explore": explore, "play": play,
}  # fmt: skip
