"""The page of a calibration."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

from sim.experiments.calibrate import sentences as words
from sim.experiments.calibrate.calibration import Calibration
from sim.experiments.named import parameter
from sim.language import Translator, translator
from sim.report.studies import calibrate_figures as figures
from sim.report.studies import page as pages
from sim.report.studies.page import Page, Section, Table

MOST_CHECKS = 40
WORDS = ("posterior", "epsilon", "size", "interval", "predicted", "persistence", "spread", "particle")


def write(found: Calibration, path: Path | str, language: str = "en") -> None:
    """Write the page of a calibration.

    Raises
    ------
    ResultsError
        Where the file cannot be written.
    """
    t = translator(language)
    pages.write(page(found, t), Path(path), t)


def page(found: Calibration, t: Translator) -> Page:
    """Everything that the page says."""
    measures = [each for each in ("attendance", "image", "influence") if (found.weekly["measure"] == each).any()]
    weeks, checks = [_over_weeks(found, each, t) for each in measures], _checks(found, t)
    found_out = [_learnt(found, t), _corner(found, t), *weeks, checks]
    # Where the data cannot be made, how far off they are comes first, and nothing is said of what goes together.
    sections = [*(found_out if found.possible else [checks, *weeks, _learnt(found, t)]), _search(found, t)]
    meanings = [
        (t.text(f"study.calibrate.word.{name}"), t.text(f"study.calibrate.word.{name}.meaning")) for name in WORDS
    ]
    lead = [*words.impossible(found, t), *words.sentences(found, t), words.coverage(found, t)]
    return Page(
        t.text("study.calibrate.kind"), t.text("study.calibrate.title", title=found.title(t)),
        "\n".join(lead), _facts(found, t), sections,
        [*_origin(found, t), *meanings], sure=t.text("study.calibrate.sure"),
    )  # fmt: skip


def _facts(found: Calibration, t: Translator) -> list[tuple[str, str]]:
    last = found.populations.iloc[-1]
    return [
        (t.text("study.calibrate.fact.data"), ", ".join(found.manifest["observed"])),
        (t.text("study.calibrate.fact.weeks"), t.number(found.manifest["weeks"])),
        (t.text("study.calibrate.fact.statistics"), t.number(len(found.checks))),
        (t.text("study.calibrate.fact.histories"), t.number(int(found.populations["simulated"].sum()))),
        (t.text("study.calibrate.fact.epsilon"), t.number(float(last["epsilon"]), 2)),
        (t.text("study.calibrate.fact.size"), t.number(found.effective_size)),
    ]


def _learnt(found: Calibration, t: Translator) -> Section:
    table = found.summary()
    rows = [
        [
            _named(row["parameter"], found, t), _range(row["prior_low"], row["prior_high"], t),
            words.shown(row["median"], t),
            _range(row["low"], row["high"], t), *_graded(row, t), _in_file(found, row["parameter"], t),
        ]
        for row in table.to_dict("records")
    ]  # fmt: skip
    graded = ("narrower", "verdict") if found.possible else ()
    columns = [
        t.text(f"study.calibrate.column.{name}") for name in ("parameter", "before", "median", "after", *graded, "best")
    ]
    much = int((table["verdict"] == "much").sum())
    headline = t.text("study.calibrate.headline.learnt", much=t.number(much), all=t.number(len(table)))
    readings = [t.text("study.calibrate.reading.learnt"), t.text("study.calibrate.reading.best")]
    if not found.possible:
        headline, readings = t.text("study.calibrate.impossible"), [t.text("study.calibrate.nearest")]
    listed = Table(t.text("study.calibrate.table.learnt"), columns, rows)
    return Section(
        "learnt", t.text("study.calibrate.section.learnt"), headline, figures.learnt(found, t), readings, listed
    )


def _named(key: str, found: Calibration, t: Translator) -> str:
    """Name of a parameter, and below it how a scenario calls it."""
    name = parameter(key, found.base, t)
    return key if name == key else f"{name}\n{key}"


def _graded(row: Mapping[Hashable, Any], t: Translator) -> list[str]:
    """How much was learnt of a parameter, where anything can be."""
    if row["verdict"] is None:
        return []
    return [t.percent(row["shrinkage"]), t.text(f"study.calibrate.verdict.{row['verdict']}")]


def _in_file(found: Calibration, key: str, t: Translator) -> str:
    """What calibrated.yaml says of a parameter."""
    if key not in found.silent:
        return words.shown(found.best[key], t)
    value = found.kept[key]
    return t.text("study.calibrate.kept", value="–" if value is None else words.shown(value, t))


def _range(low: object, high: object, t: Translator) -> str:
    ends = [words.shown(each, t) for each in (low, high)]  # type: ignore[arg-type]
    return t.text("study.calibrate.range", low=ends[0], high=ends[1])


def _corner(found: Calibration, t: Translator) -> Section:
    pairs = found.pairs
    headline = t.text(f"study.calibrate.headline.corner.{'together' if pairs else 'apart'}")
    readings = [t.text("study.calibrate.reading.corner")]
    left_out = len(found.parameters) - len(figures.in_corner(found))
    if left_out:
        readings.append(t.text("study.calibrate.reading.left_out", count=left_out, number=t.number(left_out)))
    return Section("corner", t.text("study.calibrate.section.corner"), headline, figures.corner(found, t), readings)


def _over_weeks(found: Calibration, measure: str, t: Translator) -> Section:
    share = t.percent(_covered(found, measure))
    headline = t.text(
        "study.calibrate.headline.weeks", measure=t.text(f"study.calibrate.measure.{measure}"), share=share
    )
    readings = [t.text("study.calibrate.reading.weeks"), t.text(f"study.calibrate.reading.{measure}")]
    title = t.text(f"study.calibrate.measure.{measure}")
    return Section(measure, title, headline, figures.over_weeks(found, measure, t), readings)


def _covered(found: Calibration, measure: str) -> float:
    """Share of the weeks within the prediction, seen through the data's sampling error; bands are without it."""
    if measure != "attendance":
        inside, every = found.covered[measure]
        return inside / every
    own = found.weekly[(found.weekly["measure"] == measure)].dropna(subset=["observed", "low90"])
    return float(((own["observed"] >= own["low90"] - 1e-12) & (own["observed"] <= own["high90"] + 1e-12)).mean())


def _checks(found: Calibration, t: Translator) -> Section:
    rows = found.checks
    far = (rows["share_below"] - 0.5).abs()
    drawn = (
        rows
        if len(rows) <= MOST_CHECKS
        else rows.loc[far.sort_values(ascending=False).index[:MOST_CHECKS]].sort_index()
    )
    cells = [
        [
            words.statistic(row["statistic"], found.base, t), t.number(row["observed"], 3), t.number(row["median"], 3),
            _range(float(row["low"]), float(row["high"]), t),
            t.text(f"study.calibrate.{'inside' if row['inside'] else 'outside'}"),
        ]
        for row in rows.to_dict("records")
    ]  # fmt: skip
    columns = [
        t.text(f"study.calibrate.column.{name}") for name in ("statistic", "observed", "median", "after", "where")
    ]
    readings = [t.text("study.calibrate.reading.checks")]
    if len(drawn) < len(rows):
        readings.append(t.text("study.calibrate.reading.most", number=t.number(MOST_CHECKS)))
    return Section(
        "checks", t.text("study.calibrate.section.checks"), words.coverage(found, t), figures.checks(found, drawn, t),
        readings, Table(t.text("study.calibrate.table.checks"), columns, cells),
    )  # fmt: skip


def _search(found: Calibration, t: Translator) -> Section:
    last = found.populations.iloc[-1]
    epsilon = t.number(float(last["epsilon"]), 2)
    count = len(found.populations)
    headline = t.text("study.calibrate.headline.search", count=count, epsilon=epsilon, populations=t.number(count))
    reading = t.text("study.calibrate.reading.search")
    return Section("search", t.text("study.calibrate.section.search"), headline, figures.search(found, t), [reading])


def _origin(found: Calibration, t: Translator) -> list[tuple[str, str]]:
    effort = found.manifest["effort"]
    sums = "\n".join(f"{name}: {digest}" for name, digest in found.manifest["observed"].items())
    return [
        *((t.text("study.calibrate.note"), note) for note in words.notes(found, t)),
        (t.text("study.calibrate.seed"), str(effort["seed"])),
        (t.text("study.calibrate.files"), "calibrated.yaml, posterior.parquet, checks.parquet, weekly.parquet"),
        (t.text("study.calibrate.sums"), sums + "\n"),
    ]
