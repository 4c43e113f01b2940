"""Forms of rules in studies: words from a list, one of them at every point."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sim
from sim.errors import ScenarioError
from sim.experiments.calibrate.priors import load
from sim.experiments.study.loading import load_study
from sim.scenario.variants import Variants

Write = Callable[[str], Path]

VALUES = {"forms.voice": ["product", "smaller"], "forms.impression": ["multiplicative", "additive"]}
STUDY = """\
scenario: small_firm.yaml
set: {weeks: 26}
replicates: 6
design: {method: grid, points: 2}
parameters:
  forms.voice: {values: [product, smaller]}
  forms.impression: {values: [multiplicative, additive]}
outcomes:
  image: image.sales in the last quarter
"""


def test_a_study_has_a_column_of_words_for_every_form(write_study: Write, small_firm: Path, tmp_path: Path) -> None:
    found = sim.sweep(write_study(STUDY), out=tmp_path / "out")
    assert found.path is not None
    table = pq.read_table(found.path / "runs.parquet")
    assert table.column_names == ["point", "replicate", *VALUES, "image", "error"]
    assert all(table.schema.field(key).type.value_type == pa.string() for key in VALUES)
    runs = table.to_pandas()
    points = runs.iloc[::6]
    assert list(zip(points["forms.voice"], points["forms.impression"], strict=True)) == [
        (voice, impression) for voice in VALUES["forms.voice"] for impression in VALUES["forms.impression"]
    ]
    for (voice, impression), own in runs.groupby(list(VALUES), observed=True, sort=False):
        overrides = ["weeks=26", f"forms.voice={voice}", f"forms.impression={impression}"]
        alone = sim.run(small_firm, replicates=6, overrides=overrides).quarters["image"][:, -1]
        assert own["image"].tolist() == alone.tolist()
    assert runs["image"].nunique() == len(runs)
    assert found.means()["forms.voice"].tolist() == points["forms.voice"].tolist()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[product, smaller]", "[product, smallest]",
            "forms.voice.values: must be one of product, smaller, got 'smallest'; did you mean 'smaller'?",
        ),
        ("[product, smaller]", "[0, 1]", "forms.voice.values: must be one of product, smaller, got 0"),
        ("{values: [product, smaller]}", "{low: 0, high: 1}", "forms.voice: must list its values"),
        ("forms.voice:", "forms.voise:", "got 'forms.voise'; did you mean 'forms.voice'?"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_before_anything_runs(write_study: Write, old: str, new: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_study(write_study(STUDY.replace(old, new)))
    assert message in caught.value.problems[0]
    assert "\n" not in caught.value.problems[0]


def test_a_map_has_no_axis_of_words(write_study: Write) -> None:
    more = "  gossip.inhibit: {low: 0, high: 1}\noutcomes:"
    path = write_study(STUDY.replace("outcomes:", more) + "map: {x: forms.voice, y: gossip.inhibit}\n")
    with pytest.raises(ScenarioError, match=r"map\.x: must be a parameter with low and high.*, a list of values$"):
        sim.map(path)


def test_priors_may_list_forms(small_firm: Path) -> None:
    path = small_firm.with_name("priors.yaml")
    path.write_text("parameters:\n  forms.voice: {values: [product, smaller]}\n", encoding="utf-8")
    variants = Variants.of(small_firm)
    assert load(path, variants)["forms.voice"].values == ("product", "smaller")
    path.write_text("parameters:\n  forms.voice: {low: 0, high: 1}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"2 parameters\.forms\.voice: must list its values"):
        load(path, variants)


def test_an_analysis_of_sensitivity_tells_forms_apart(write_study: Write) -> None:
    found = sim.sensitivity(write_study(STUDY + "sensitivity: {resamples: 50}\n"), method="morris", trajectories=4)
    effects = found.findings["image"].morris
    assert effects is not None
    voice, impression = effects.mu_star.value
    assert 0 < voice < impression
