"""The page of a comparison, part by part."""

from datetime import datetime
from io import StringIO
from shlex import quote
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from sim.experiments.compare import sentences
from sim.experiments.compare.setup import DEFAULT_OUTCOMES
from sim.experiments.outcomes import parse, signed
from sim.report.studies import uncertainty
from sim.report.studies.compare import dots, findings, forest, interventions, settings, weeks
from sim.report.studies.compare.view import View
from sim.report.studies.page import Page, Section, Table


def page(view: View) -> Page:
    """Whole page."""
    t, found = view.t, view.found
    facts = {
        "baseline": view.titles[view.names[0]], "department": view.department, "pairs": t.number(found.replicates),
        "weeks": t.number(view.n_weeks), "seed": str(found.manifest["seed"]),
    }  # fmt: skip
    count = len(view.others)
    title = t.text(
        "study.compare.title", count=count, number=t.number(count), other=view.titles[view.others[0]],
        baseline=view.titles[view.names[0]],
    )  # fmt: skip
    lead = "\n".join([findings.lead(view), *filter(None, [sentences.precision(found, t)])])
    return Page(
        t.text("study.compare.kind"), title, lead,
        [(t.text(f"study.compare.fact.{key}"), value) for key, value in facts.items()],
        [*_sections(view), *uncertainty.sections(found.uncertainty, t)], _appendix(view), _tables(view),
        t.text("study.sure"),
    )  # fmt: skip


def _sections(view: View) -> list[Section]:
    differing = settings.differing(view)
    return [
        _section(view, "outcomes", findings.outcomes(view))._replace(
            figure=forest.draw(view), readings=_reading_of_outcomes(view), table=_outcomes(view)
        ),
        *([_ranking(view)] if len(view.others) > 1 else []),
        *_pairs(view),
        *_courses(view),
        _section(view, "interventions", interventions.headline(view), "interventions")._replace(
            figure=interventions.draw(view) if any(each.interventions for each in view.plans.values()) else None,
            table=interventions.table(view),
        ),
        _section(view, "differing", settings.headline(view, differing), "differing")._replace(
            table=settings.table(view, differing)
        ),
    ]  # fmt: skip


def _section(view: View, key: str, headline: str, *readings: str) -> Section:
    shares = {"half": view.t.percent(0.5), "most": view.t.percent(0.9), "sure": view.t.percent(0.95)}
    told = [view.t.text(f"study.compare.reading.{each}", **shares) for each in readings]
    return Section(key, view.t.text(f"study.compare.section.{key}"), headline, None, told)


def _pairs(view: View) -> list[Section]:
    """What the differences rest on: every pair as a dot, and a sentence for each outcome and scenario."""
    drawn = {each.text for each in dots.drawn(view)}
    rows = [row for row in view.rows if row["outcome"] in drawn]
    if not rows:
        return []
    names = ["outcome", *(["scenario"] if len(view.others) > 1 else []), "up", "down", "of", "whole", "rest"]
    heads = [view.t.text(f"study.compare.column.{each}") for each in names]
    table = Table(view.t.text("study.compare.rests.title"), heads, [_parted(view, row) for row in rows])
    section = _section(view, "pairs", findings.pairs(view), "pairs")
    return [section._replace(figure=dots.draw(view), table=table)]


def _parted(view: View, row: dict[str, Any]) -> list[str]:
    """In how many pairs an outcome parts, and what the difference is with and without them."""
    outcome = parse(row["outcome"])
    named = sentences.opening(sentences.brief(outcome, view.found, view.t))
    scenario = [view.titles[row["scenario"]]] if len(view.others) > 1 else []
    counts = [view.t.number(row[key]) for key in ("up", "down", "n")]
    ends = (row["difference"], row["rest"])
    shown = ["–" if each != each else signed(each, outcome, view.t) for each in ends]
    return [named, *scenario, *counts, *shown]


def _courses(view: View) -> list[Section]:
    """Sections over the weeks; none of the image where there is none."""
    found = []
    if not np.isnan(view.course(view.names[0], "value", "image").fan.median).all():
        found += [
            _section(view, "image", findings.image(view), "image")._replace(figure=weeks.values(view)),
            _section(view, "difference", findings.difference(view), "difference")._replace(
                figure=weeks.differences(view)
            ),
        ]
    found.append(_section(view, "rest", findings.rest(view), "rest")._replace(figure=weeks.rest(view)))
    kept, all_ = view.found.manifest["kept"], view.found.replicates
    if kept < all_:
        cut = view.t.text("study.compare.reading.kept", kept=view.t.number(kept), all=view.t.number(all_))
        found = [each._replace(readings=[*each.readings, cut]) for each in found]
    return found


def _reading_of_outcomes(view: View) -> list[str]:
    t, found = view.t, view.found
    told = [t.text("study.compare.reading.outcomes", sure=t.percent(0.95)), sentences.savings(found, t)]
    if any(row["n"] < found.replicates for row in view.rows):
        told.append(t.text("study.compare.reading.missing"))
    return [*told, *filter(None, [sentences.groups(found, t)]), sentences.after_holm(found, t)]


def _outcomes(view: View) -> Table:
    shown = sentences.shown(view.found, view.t, briefly=True).drop(columns=view.t.text("study.compare.column.saved"))
    if len(view.others) == 1:
        titles = [view.titles[name] for name in view.names]
        shown = shown.drop(columns=view.t.text("study.compare.column.scenario"))
        old = [view.t.text(f"study.compare.column.{each}") for each in ("baseline", "value")]
        shown = shown.rename(columns=dict(zip(old, titles, strict=True)))
    caption = view.t.text("study.compare.outcomes.caption")
    return Table(caption, list(shown.columns), [list(map(str, row)) for row in shown.to_numpy()])


def _ranking(view: View) -> Section:
    t, found = view.t, view.found
    rows = []
    for outcome in found.setup.outcomes:
        way = t.text("study.compare.order.best" if outcome.direction else "study.compare.order.highest")
        name = sentences.opening(sentences.brief(outcome, found, t))
        rows.append([name, way, sentences.order(found, outcome, t, view.titles)])
    columns = [t.text(f"study.compare.column.{each}") for each in ("outcome", "order", "ranking")]
    table = Table(t.text("study.compare.ranking.caption"), columns, rows)
    return _section(view, "ranking", findings.ranking(view), "ranking")._replace(table=table)


def _tables(view: View) -> list[Table]:
    """Every pair of scenarios where there are more than two."""
    if len(view.others) == 1:
        return []
    t = view.t
    columns = [t.text(f"study.compare.column.{each}") for each in ("outcome", "pair", "difference", "holm")]
    rows = []
    by_text = {each.text: each for each in view.found.setup.outcomes}
    for row in view.found.pairs.to_dict("records"):
        outcome = by_text[row["outcome"]]
        pair = t.text(
            "study.compare.figure.against", scenario=view.titles[row["second"]], baseline=view.titles[row["first"]]
        )
        chance = t.number(row["holm"], 3)
        if row["holm"] < 0.0005:
            chance = f"< {t.number(0.001, 3)}"
        rows.append(
            [
                sentences.opening(sentences.brief(outcome, view.found, t)),
                pair,
                sentences.difference(row, outcome, t),
                chance,
            ]
        )
    return [Table(t.text("study.compare.pairs.caption"), columns, rows)]


def _appendix(view: View) -> list[tuple[str, str]]:
    t, found = view.t, view.found.manifest
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    names = ", ".join(f"{name} ({view.titles[name]})" for name in view.names)
    origin = {
        "scenarios": names, "fingerprint": ", ".join(each["fingerprint"][:16] for each in found["scenarios"]),
        "hash": found["hash"], "seed": str(found["seed"]), "replicates": t.number(found["replicates"]),
        "weeks": t.number(found["weeks"]), "versions": versions, "platform": found["platform"],
        "created": t.day(datetime.fromisoformat(found["created"]).date()),
        "seconds": t.number(found["wall_seconds"], 1),
    }  # fmt: skip
    words = ("pairs", "interval", "margin", "verdict", "undecided", "saved", "holm")
    return [
        *((t.text(f"study.compare.origin.{key}"), value) for key, value in origin.items()),
        *((t.text(f"study.compare.word.{each}"), t.text(f"study.compare.definition.{each}")) for each in words),
        (t.text("study.compare.repeat"), _command(view)),
        *(
            (t.text("study.compare.whole", scenario=view.titles[each["name"]]), _yaml(each["scenario"]))
            for each in found["scenarios"]
        ),
    ]


def _command(view: View) -> str:
    """Command that makes the same comparison, from files of these names."""
    found = view.found.manifest
    options = [f"--replicates {found['replicates']}", f"--weeks {found['weeks']}", f"--seed {found['seed']}"]
    asked = [] if found["outcomes"] == list(DEFAULT_OUTCOMES) else found["outcomes"]
    outcomes = [f"--outcome {quote(each)}" for each in asked]
    files = " ".join(f"{name}.yaml" for name in view.names)
    return " ".join(["flurfunk compare", files, *options, *outcomes])


def _yaml(value: object) -> str:
    text = StringIO()
    YAML(pure=True).dump(value, text)
    return text.getvalue()
