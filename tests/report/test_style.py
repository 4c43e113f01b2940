"""Colours can be read on both pages and told apart by people who see fewer of them."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.language import translator
from sim.report import style
from sim.report.style import ACCENT, DARK, HUES, INK, MUTED, SURFACE, dash, hue, label, rounded, tint

# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
WHITE = [0.9505, 1.0, 1.089]


def linear(colour: str) -> NDArray[np.float64]:
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted(float(weights @ linear(each)) for each in (a, b))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, sight: str) -> NDArray[np.float64]:
    """Colour in CIELAB, as somebody with that sight sees it."""
    xyz = np.array(TO_XYZ) @ np.clip(np.array(SIGHT[sight]) @ linear(colour), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colour", [INK, MUTED, ACCENT, *HUES])
def test_text_in_every_colour_reads_well_on_light_and_dark(colour: str) -> None:
    assert contrast(colour, SURFACE) >= 4.5
    assert contrast(DARK[colour], DARK[SURFACE]) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_the_first_three_departments_can_be_told_apart_by_everybody(sight: str) -> None:
    for a, b in combinations(HUES[:3], 2):
        assert np.linalg.norm(seen(a, sight) - seen(b, sight)) > 15
        assert np.linalg.norm(seen(DARK[a], sight) - seen(DARK[b], sight)) > 15


def test_no_two_departments_share_colour_and_dash() -> None:
    looks = [(hue(number), dash(number)) for number in range(50)]
    assert len(set(looks)) == 50


def test_tints_keep_the_colour_so_that_it_can_be_swapped() -> None:
    assert tint("#005a96", 0.5) == "#005a9680"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Sales", "Sales"), ("<b>Sales</b>", "&lt;b&gt;Sales&lt;/b&gt;"), ("%{x}", "% {x}"), ("S" * 30, "S" * 21 + "…")],
)
def test_labels_are_short_and_plain(name: str, shown: str) -> None:
    assert label(name) == shown


def test_rounded_numbers_have_no_nan() -> None:
    assert rounded([0.12345, float("nan")]) == [0.123, None]


def test_numbers_in_figures_are_written_as_in_the_text() -> None:
    german = translator("de")
    assert style.axis()["separatethousands"]
    assert style.share_axis(german)["ticktext"] == [german.percent(each) for each in (0, 0.25, 0.5, 0.75, 1)]
    assert style.share_axis(german)["ticktext"][1] == "25\N{NO-BREAK SPACE}%"


def test_no_figure_leaves_percent_to_plotly() -> None:
    drawing = Path(style.__file__).parent
    assert [each.name for each in drawing.rglob("*.py") if ".0" + "%" in each.read_text(encoding="utf-8")] == []
