"""The page of a phase diagram."""

from pathlib import Path

import pandas as pd

from sim.experiments.map.axes import Axis
from sim.experiments.map.phase_map import STARTS, PhaseMap
from sim.experiments.map.ramp import SEEN
from sim.experiments.map.regions import FAILED, HISTORY, STILL
from sim.experiments.named import with_key
from sim.language import Translator, translator
from sim.report.studies import map_curves, map_figures, map_words
from sim.report.studies import page as pages
from sim.report.studies.page import Page, Section, Table
from sim.results.verdict import COLLAPSED_BELOW

ROWS = 5
MOST_IN_TABLE = 9


def write(drawn: PhaseMap, path: Path | str, language: str = "en", command: str = "") -> None:
    """Write the page of a phase diagram; `command` is what draws it again.

    Raises
    ------
    ResultsError
        Where the file cannot be written.
    """
    t = translator(language)
    pages.write(page(drawn, t, command), Path(path), t)


def page(drawn: PhaseMap, t: Translator, command: str = "") -> Page:
    """Everything that the page says."""
    said = [each(drawn, t) for each in (map_words.history, map_words.areas, map_words.tips, map_words.warning)]
    if max(drawn.moving.values()) >= map_words.SOME:
        said.insert(3, map_words.stillness(drawn, t))
    sections = [_regions(drawn, t), _levels(drawn, t), _slices(drawn, t), _rest(drawn, t), _warning(drawn, t)]
    words = [(t.text(f"study.map.word.{name}"), t.text(f"study.map.word.{name}.meaning")) for name in WORDS]
    return Page(
        t.text("study.map.kind"),
        t.text("study.map.title", title=t.own(drawn.origin.scenario.title)),
        "\n".join(said),
        _facts(drawn, t),
        sections,
        [*_origin(drawn, t), *words, *([(t.text("study.map.again"), command)] if command else [])],
        _tables(drawn, t),
        t.text("study.sure"),
    )


WORDS = ("image", "collapsed", "regions", "line", "rest", "signs", "tau")


def _facts(drawn: PhaseMap, t: Translator) -> list[tuple[str, str]]:
    frame, origin = drawn.frame, drawn.origin
    axes = [
        (
            t.text(f"study.map.axis.{name}"),
            t.text("study.map.range", key=with_key(axis.key, drawn.origin.scenario, t), **_ends(axis, t)),
        )
        for name, axis in (("x", frame.x), ("y", frame.y))
    ]
    starts = [
        t.text(
            "study.map.starts",
            key=map_words.name(drawn, key, t),
            low=t.number(low, 2),
            high=t.number(frame.starts[1][key], 2),
        )
        for key, low in frame.starts[0].items()
    ]
    return [
        *axes,
        (t.text("study.map.start"), t.enumeration(starts)),
        (
            t.text("study.map.runs"),
            t.text(
                "study.map.runs.told", points=t.number(len(drawn.points) // len(STARTS)),
                replicates=t.number(origin.replicates), weeks=t.number(origin.scenario.weeks),
            ),
        ),
    ]  # fmt: skip


def _ends(axis: Axis, t: Translator) -> dict[str, str]:
    low, high = (t.number(float(axis.values[place]), map_words.digits(axis)) for place in (0, -1))
    return {"low": low, "high": high}


def _regions(drawn: PhaseMap, t: Translator) -> Section:
    return Section(
        "regions", t.text("study.map.section.regions"), map_words.history(drawn, t), map_figures.regions(drawn, t),
        [t.text("study.map.reading.regions", below=t.number(COLLAPSED_BELOW, 2)), t.text("study.map.reading.band")],
        _lines(drawn, t),
    )  # fmt: skip


def _lines(drawn: PhaseMap, t: Translator) -> Table:
    rows = drawn.lines(ROWS)
    cells = []
    for y in sorted(rows["y"].unique()):
        own = rows[rows["y"] == y]
        said = [map_words.crossings(own, drawn, start, t) for start in STARTS]
        cells.append([t.number(float(y), map_words.digits(drawn.frame.y)), *said])
    columns = [map_words.name(drawn, drawn.frame.y.key, t), *(t.text(f"study.map.from.{start}") for start in STARTS)]
    return Table(t.text("study.map.table.lines", x=map_words.name(drawn, drawn.frame.x.key, t)), columns, cells)


def _levels(drawn: PhaseMap, t: Translator) -> Section:
    ends: dict[str, str] = {}
    for start in STARTS:
        image = drawn.points[drawn.points["start"] == start]["image"]
        ends |= {f"{start}_from": t.number(float(image.min()), 2), f"{start}_to": t.number(float(image.max()), 2)}
    reading = t.text("study.map.reading.levels", weeks=t.number(drawn.origin.scenario.weeks))
    headline = t.text("study.map.headline.levels", **ends)
    return Section("levels", t.text("study.map.section.levels"), headline, map_figures.levels(drawn, t), [reading])


def _slices(drawn: PhaseMap, t: Translator) -> Section:
    rows = _whole_rows(drawn)
    own = drawn.points[drawn.points["y"].isin(rows) & (drawn.points["start"] == STARTS[0])]
    part = "apart" if (own["region"] == HISTORY).any() else "together"
    return Section(
        "slices", t.text("study.map.section.slices"), t.text(f"study.map.headline.slices.{part}"),
        map_curves.slices(drawn, rows, t), [t.text("study.map.reading.slices", below=t.number(COLLAPSED_BELOW, 2))],
        _slice_table(own, drawn, t),
    )  # fmt: skip


def _whole_rows(drawn: PhaseMap) -> list[float]:
    """Three values of y at which runs were made from one end of x to the other."""
    x = drawn.frame.x.values
    ends = drawn.points[drawn.points["x"].isin(x[[0, -1]])].groupby("y")["x"].nunique()
    whole = sorted(float(y) for y, count in ends.items() if count == 2)  # type: ignore[arg-type]
    last = len(whole) - 1
    return [whole[last // 4], whole[last // 2], whole[last - last // 4]]


def _slice_table(own: pd.DataFrame, drawn: PhaseMap, t: Translator) -> Table:
    frame = drawn.frame
    everywhere = own.groupby("x")["y"].nunique()
    shared = everywhere.index[everywhere == own["y"].nunique()]
    rows = own[own["x"].isin(shared[:: -(-len(shared) // MOST_IN_TABLE)])].sort_values(["y", "x"])
    high = drawn.points[drawn.points["start"] == STARTS[1]].set_index(["x", "y"])
    cells = []
    for _, each in rows.iterrows():
        other = high.loc[(each["x"], each["y"])]
        cells.append(
            [
                t.number(float(each["y"]), map_words.digits(frame.y)),
                t.number(float(each["x"]), map_words.digits(frame.x)),
                _interval(each, "image", t), _interval(other, "image", t), _interval(each, "apart", t),
                t.text(f"study.map.short.{each['region']}"),
            ]
        )  # fmt: skip
    names = [t.text(f"study.map.from.{start}") for start in STARTS]
    known = [map_words.name(drawn, each.key, t) for each in (frame.y, frame.x)]
    columns = [*known, *names, t.text("study.map.apart"), t.text("study.map.region")]
    return Table(t.text("study.map.table.slices"), columns, cells)


def _interval(row: "pd.Series[float]", name: str, t: Translator, digits: int = 2) -> str:
    if row[name] != row[name]:
        return t.number(float(row[name]))
    middle, low, high = (t.number(float(row[f"{name}{part}"]), digits) for part in ("", "_low", "_high"))
    return t.text("study.map.interval", middle=middle, low=low, high=high)


def _rest(drawn: PhaseMap, t: Translator) -> Section:
    reading = t.text("study.map.reading.rest", still=t.number(STILL, 2))
    title = t.text("study.map.section.rest")
    return Section("rest", title, map_words.stillness(drawn, t), map_figures.rest(drawn, t), [reading])


def _warning(drawn: PhaseMap, t: Translator) -> Section:
    title, headline = t.text("study.map.section.warning"), map_words.warning(drawn, t)
    if drawn.warnings is None or drawn.course is None:
        return Section("warning", title, headline, None, [t.text("study.map.reading.no_ramp")])
    found, course = drawn.warnings, drawn.course
    digits = map_words.digits(drawn.frame.x)
    said = t.text(
        "study.map.reading.ramp", x=map_words.name(drawn, course.key, t),
        first=t.number(course.first, digits), last=t.number(course.last, digits),
        weeks=t.number(course.weeks), begin=t.number(course.before + 1), until=t.number(found.until),
        fallen=t.percent(found.fallen), y=map_words.name(drawn, drawn.frame.y.key, t), held=_held(drawn, t),
    )  # fmt: skip
    if found.reason:
        return Section("warning", title, headline, None, [said])
    settings = {"window": t.number(found.window), "bandwidth": t.number(found.bandwidth)}
    readings = [said, t.text("study.map.reading.signs", **settings), map_words.single(drawn, t)]
    if found.verdicts["variance"] == SEEN != found.verdicts["autocorrelation"]:
        readings.append(t.text("study.map.reading.knocks"))
    return Section("warning", title, headline, map_curves.signs(drawn, t), readings, _trends(drawn, t))


def _held(drawn: PhaseMap, t: Translator) -> str:
    held = drawn.course.held if drawn.course is not None else None
    return t.text("study.map.unset") if held is None else t.number(held, map_words.digits(drawn.frame.y))


def _trends(drawn: PhaseMap, t: Translator) -> Table:
    names = ("window", "bandwidth", "run.ramp", "run.control", "difference")
    rows = [
        [
            t.text(f"study.map.sign.{each['sign']}"), t.number(each["window"]), t.number(each["bandwidth"]),
            *(_interval(each, name, t) for name in ("ramp", "control", "difference")),
        ]
        for _, each in drawn.trends.sort_values("sign", kind="stable", ascending=False).iterrows()
    ]  # fmt: skip
    columns = [t.text("study.map.sign"), *(t.text(f"study.map.{name}") for name in names)]
    return Table(t.text("study.map.table.trends"), columns, rows)


def _origin(drawn: PhaseMap, t: Translator) -> list[tuple[str, str]]:
    origin = drawn.origin
    made = t.text("study.map.made.told", runs=t.number(origin.runs), computed=t.number(origin.computed))
    files = "map.parquet, tipping.parquet, ramp.parquet, trends.parquet"
    found = [(t.text("study.map.made"), made), (t.text("study.map.seed"), str(origin.seed))]
    return [*found, *([(t.text("study.map.files"), files)] if origin.path is not None else [])]


def _tables(drawn: PhaseMap, t: Translator) -> list[Table]:
    shares = [
        [t.text(f"study.map.region.{name}"), t.percent(share, 1)] for name, share in drawn.shares.items()
        if share > 0 or name != FAILED
    ]  # fmt: skip
    columns = [t.text("study.map.region"), t.text("study.map.area")]
    found = [Table(t.text("study.map.table.areas"), columns, shares)]
    if drawn.errors:
        rows = [[point, error] for point, error in drawn.errors.items()]
        columns = [t.text("study.map.point"), t.text("study.map.error")]
        found.append(Table(t.text("study.map.table.errors"), columns, rows))
    return found
