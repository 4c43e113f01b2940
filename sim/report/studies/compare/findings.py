"""What the figures show, in sentences."""

import numpy as np

from sim.experiments.compare import sentences
from sim.experiments.compare.followed import DIFFERENCE, VALUE
from sim.experiments.compare.ranking import ranking as ranked
from sim.experiments.compare.rests_on import rests_on
from sim.experiments.compare.verdict import BETTER, HIGHER, LOWER, NOTHING, UNDECIDED, WITHIN, WORSE
from sim.experiments.outcomes import parse
from sim.report.studies.compare import dots
from sim.report.studies.compare.view import View
from sim.report.studies.compare.weeks import REST, settled

ORDER = (BETTER, WORSE, HIGHER, LOWER, WITHIN, UNDECIDED, NOTHING)


def lead(view: View) -> str:
    """A line for each scenario: in what it is better, worse, the same or not known to be either."""
    return "\n".join(_against(view, name) for name in view.others)


def outcomes(view: View) -> str:
    """How many outcomes are better, and how many worse."""
    total = len(view.found.setup.outcomes)
    parts = []
    for name in view.others:
        words = [row["verdict"] for row in view.rows if row["scenario"] == name]
        better, worse = words.count(BETTER), words.count(WORSE)
        key = {(False, False): "neither", (True, False): "better", (False, True): "worse"}.get(
            (better > 0, worse > 0), "both"
        )
        counts = {"better": view.t.number(better), "worse": view.t.number(worse), "total": view.t.number(total)}
        parts.append(view.t.text(f"study.compare.finding.{key}", count=total, scenario=view.quoted(name), **counts))
    return "; ".join(parts)


def image(view: View) -> str:
    """Median image at the end of every scenario."""
    ends = {name: float(view.course(name, VALUE, "image").fan.median[-1]) for name in view.names}
    if all(np.isnan(each) for each in ends.values()):
        return view.t.text("study.compare.finding.no_image", department=view.department)
    parts = [
        view.t.text("study.compare.finding.ends", scenario=view.quoted(name), value=view.shown(end, "image"))
        for name, end in ends.items()
    ]
    return view.t.text("study.compare.finding.image", department=view.department, parts=view.t.enumeration(parts))


def difference(view: View) -> str:
    """From when on the image differs, in each scenario."""
    margin = view.found.setup.margin.of("level", view.n_weeks, 0.0)
    parts = []
    for name in view.others:
        course = view.course(name, DIFFERENCE, "image")
        found = settled(course, margin)
        values = {
            "scenario": view.quoted(name),
            "difference": view.shown(float(course.fan.median[-1]), "image", signed=True),
        }
        if found is None:
            parts.append(view.t.text("study.compare.finding.same", **values))
        else:
            side = "higher" if found[1] > 0 else "lower"
            parts.append(view.t.text(f"study.compare.finding.{side}", week=view.t.number(found[0]), **values))
    return sentences.opening("; ".join(parts))


def pairs(view: View) -> str:
    """What the difference in the first outcome rests on, in each scenario."""
    first = dots.drawn(view)[0].text
    told = [rests_on(view.found, row, view.t).rstrip(".") for row in view.rows if row["outcome"] == first]
    if len(view.others) == 1:
        return told[0]
    named = zip(view.others, told, strict=True)
    return "; ".join(f"{view.quoted(name)}: {each}" for name, each in named)


def rest(view: View) -> str:
    """Where influence, resources and revenue end: in two scenarios both, in more the highest."""
    parts = []
    for measured in REST:
        ends = {name: float(view.course(name, VALUE, measured).fan.median[-1]) for name in view.names}
        known = {name: end for name, end in ends.items() if not np.isnan(end)}
        if not known:
            continue
        values = {"measure": view.measure(measured)}
        if len(view.names) == 2:
            base, other = (view.shown(ends[name], measured) for name in view.names)
            parts.append(view.t.text("study.compare.finding.instead", **values, value=other, baseline=base))
        else:
            best = max(known, key=lambda name: known[name])
            shown = {"scenario": view.quoted(best), "value": view.shown(known[best], measured)}
            parts.append(view.t.text("study.compare.finding.highest", **values, **shown))
    return "; ".join(parts) or view.t.text("study.compare.finding.nothing")


def _against(view: View, name: str) -> str:
    """Outcomes of a scenario by their verdict."""
    same = sentences.same(view.found, name, view.t)
    if same is not None:
        return same
    own = [row for row in view.rows if row["scenario"] == name]
    parts = []
    for word in ORDER:
        named = [sentences.brief(parse(row["outcome"]), view.found, view.t) for row in own if row["verdict"] == word]
        if named:
            parts.append(view.t.text(f"study.compare.lead.{word}", outcomes=view.t.enumeration(named)))
    is_last = all(each.is_event or each.text.endswith("in the last quarter") for each in view.found.setup.outcomes)
    return view.t.text(
        "study.compare.lead.last" if is_last else "study.compare.lead.mixed",
        scenario=view.quoted(name),
        baseline=view.quoted(view.names[0]),
        parts="; ".join(parts),
    )


def ranking(view: View) -> str:
    """Who comes first how often, among the outcomes of which more or less is better."""
    told = [each for each in view.found.setup.outcomes if each.direction]
    firsts = [places[0].name for each in told if (places := ranked(view.found, each))]
    if not firsts:
        return view.t.text("study.compare.finding.unranked")
    best = max(view.names, key=firsts.count)
    counts = {"times": view.t.number(firsts.count(best)), "total": view.t.number(len(firsts))}
    return view.t.text("study.compare.finding.first", count=len(firsts), scenario=view.quoted(best), **counts)
