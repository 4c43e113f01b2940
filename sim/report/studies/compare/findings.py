"""What the figures show, in sentences."""

import numpy as np

from sim.experiments.compare import sentences
from sim.experiments.compare.followed import DIFFERENCE, VALUE
from sim.experiments.compare.ranking import ranking as ranked
from sim.experiments.compare.rests_on import rests_on
from sim.experiments.compare.verdict import BETTER, HIGHER, LOWER, NOTHING, UNDECIDED, WITHIN, WORSE
from sim.experiments.outcomes import Outcome, parse
from sim.experiments.outcomes.outcome import Quarter
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
    """Where the image is in the last quarter of every scenario, as the table of outcomes says it."""
    if not _is_seen(view, "image"):
        return view.t.text("study.compare.finding.no_image", department=view.department)
    outcome = _last(view, "image")
    if outcome is None:
        return view.t.text("study.compare.finding.weeks")
    parts = [
        view.t.text("study.compare.finding.ends", scenario=view.quoted(name), value=_end(view, name, outcome))
        for name in view.names
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
    """Influence, resources and revenue in the last quarter: in two scenarios both, in more the clearly highest."""
    seen = [each for each in REST if _is_seen(view, each)]
    if not seen:
        return view.t.text("study.compare.finding.nothing")
    told = [_ends(view, outcome) for each in seen if (outcome := _last(view, each)) is not None]
    return "; ".join(told) or view.t.text("study.compare.finding.weeks")


def _ends(view: View, outcome: Outcome) -> str:
    values = {"measure": sentences.opening(sentences.brief(outcome, view.found, view.t))}
    if len(view.names) == 2:
        base, other = (_end(view, name, outcome) for name in view.names)
        return view.t.text("study.compare.finding.instead", **values, value=other, baseline=base)
    places = ranked(view.found, outcome)
    if not places or not places[0].is_ahead:
        return view.t.text("study.compare.finding.none_highest", **values)
    first = {"scenario": view.quoted(places[0].name), "value": _end(view, places[0].name, outcome)}
    return view.t.text("study.compare.finding.highest", **values, **first)


def _is_seen(view: View, measured: str) -> bool:
    """Whether there is anything to draw of a measure."""
    return not all(np.isnan(view.course(name, VALUE, measured).fan.median[-1]) for name in view.names)


def _end(view: View, name: str, outcome: Outcome) -> str:
    row = next(row for row in view.rows if row["outcome"] == outcome.text and name in (row["scenario"], view.names[0]))
    return sentences.middle(view.found, row, name, view.t)


def _last(view: View, measured: str) -> Outcome | None:
    """The outcome that is a measure of the department in focus in the last quarter, if it was asked for."""
    lasts = [each for each in view.found.setup.outcomes if isinstance(each, Quarter) and each.which == "last"]
    own = [each for each in lasts if each.series.department in (None, view.found.focus)]
    return next((each for each in own if each.series.measure == measured), None)


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
    """Who is clearly first most often, among the outcomes of which more or less is better."""
    told = [each for each in view.found.setup.outcomes if each.direction]
    places = [found for each in told if (found := ranked(view.found, each))]
    if not places:
        return view.t.text("study.compare.finding.unranked")
    firsts = [each[0].name for each in places if each[0].is_ahead]
    total = {"count": len(places), "total": view.t.number(len(places))}
    if not firsts:
        return view.t.text("study.compare.finding.none_first", **total)
    times = max(firsts.count(name) for name in view.names)
    best = [view.quoted(name) for name in view.names if firsts.count(name) == times]
    total["times"] = view.t.number(times)
    if len(best) > 1:
        return view.t.text("study.compare.finding.tied", scenarios=view.t.enumeration(best), **total)
    return view.t.text("study.compare.finding.first", scenario=best[0], **total)
