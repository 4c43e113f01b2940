"""The page of a recommendation: the plan, the image under it, what it costs, when it comes too late."""

import shlex
from importlib.metadata import version
from pathlib import Path

from sim.experiments.outcomes import number
from sim.experiments.recommend import Recommendation, words
from sim.experiments.recommend.evidence import Tried
from sim.experiments.recommend.judge import judge, share
from sim.experiments.recommend.keep import SCENARIO, scenario_file
from sim.experiments.recommend.search import rungs
from sim.language import Translator, translator
from sim.report.studies import page as pages
from sim.report.studies import recommend_figures as figures
from sim.report.studies import uncertainty
from sim.report.studies.page import Page, Section, Table
from sim.results.measures import focus


def write(found: Recommendation, path: Path | str, language: str = "en") -> None:
    """Write the page of a recommendation as one self-contained HTML file; an older one is replaced.

    Raises
    ------
    ResultsError
        Where the file cannot be written.
    CatalogueError
        Where there is no such language.
    """
    t = translator(language)
    pages.write(page(found, t), Path(path), t)


def page(found: Recommendation, t: Translator) -> Page:
    """Whole page."""
    scenario = found.setup.task.scenario
    sections = [_image(found, t), _front(found, t)]
    if found.choice.plan:
        sections = [_plan(found, t), *sections, _late(found, t)]
    sections += uncertainty.sections(found.uncertainty, t)
    lead = words.sentences(found, t)
    if found.errors:
        lead.append(t.text("study.recommend.errors", count=len(found.errors), number=t.number(len(found.errors))))
    title = t.text("study.recommend.title", title=t.own(scenario.title))
    return Page(
        t.text("study.recommend.kind"), title, "\n".join(lead), _facts(found, t), sections, _appendix(found, t),
        sure=t.text("study.sure"),
    )  # fmt: skip


def _facts(found: Recommendation, t: Translator) -> list[tuple[str, str]]:
    setup = found.setup
    space = setup.task.space
    runs = t.text(
        "study.recommend.fact.runs.value", first=t.number(rungs(setup.budget.replicates)[0]),
        last=t.number(setup.budget.replicates), proof=t.number(setup.budget.proof),
        confirm=t.number(setup.budget.proof),
    )  # fmt: skip
    start = t.text("study.recommend.fact.start.value", first=t.number(min(space.first)), last=t.number(max(space.last)))
    free = t.enumeration([words.title(each, setup.task.scenario, t) for each in space.names])
    facts = {
        "scenario": setup.name, "free": free, "start": start, "trials": t.number(len(found.tried)), "runs": runs,
        "weeks": t.number(setup.task.scenario.weeks), "seed": str(setup.seed),
    }  # fmt: skip
    return [(t.text(f"study.recommend.fact.{key}"), value) for key, value in facts.items()]


def _section(found: Recommendation, key: str, headline: str, t: Translator) -> Section:
    readings = [t.text(f"study.recommend.reading.{key}")] + [words.of_how_many(found, t)] * (key != "image")
    return Section(key, t.text(f"study.recommend.section.{key}"), headline, None, readings)


def _plan(found: Recommendation, t: Translator) -> Section:
    """What each measure adds."""
    scenario = found.setup.task.scenario
    rows = []
    for step in sorted(found.choice.plan, key=lambda each: each.start):
        other = found.evidence.left_out.get(step.name)
        cost = found.effort - other.effort if other is not None else float("nan")
        known = [
            words.title(step.name, scenario, t), t.number(step.start), t.percent(step.strength), words.effort(cost, t),
        ]  # fmt: skip
        for place in range(len(found.goals)):
            own = ["", "", "", ""] if place else known
            goal = [_short(found, place, t)] if len(found.goals) > 1 else []
            rows.append([*own, *goal, *_worth(found, step.name, place, t)])
    named = [
        "measure",
        "start",
        "strength",
        "effort",
        *(["goal"] if len(found.goals) > 1 else []),
        "without",
        "adds",
        "raises",
    ]
    table = _table("plan", named, rows, t)
    section = Section(
        "plan", t.text("study.recommend.section.plan"), words.most(found, t), None,
        [*words.reasons(found, t), t.text("study.recommend.reading.plan"), words.of_how_many(found, t)],
    )  # fmt: skip
    return section._replace(figure=figures.worth(found, t), table=table)


def _worth(found: Recommendation, name: str, place: int, t: Translator) -> list[str]:
    if name not in found.worth:
        return ["–", "–", "–"]
    worth, outcome = found.worth[name][place], found.goals[place].outcome
    left = [t.percent(each, 1) for each in worth.without[:3]]
    in_points = [words.signed(100 * each, t) for each in worth.adds]
    unit, digits = (100, 1) if outcome.unit == "share" else (1, 3 if outcome.unit == "level" else 1)
    moved = [words.signed(unit * each, t, digits) for each in worth.raises]
    return [_range(each, t) for each in (left, in_points, moved)]


def _image(found: Recommendation, t: Translator) -> Section:
    """Fans under the plan and under nothing."""
    scenario = found.setup.task.scenario
    ends = {"plan": found.fans.plan, "nothing": found.fans.nothing}
    headline = t.text(
        "study.recommend.headline.image", department=t.own(scenario.departments[focus(scenario)].title),
        **{name: t.number(float(values[:, -1].mean()), 2) for name, values in ends.items()},
    )  # fmt: skip
    return _section(found, "image", headline, t)._replace(figure=figures.fans(found, t))


def _front(found: Recommendation, t: Translator) -> Section:
    """Effort against probability."""
    everything = words.effort(_effort_of_everything(found), t)
    headline = t.text("study.recommend.headline.front", everything=everything, effort=words.effort(found.effort, t))
    rows = []
    for each in found.compared:
        role = found.role(each.plan)
        verdict = t.text(f"study.recommend.judged.{judge(found.goals, each.held(found.goals))}")
        name = words.steps(each.plan, found.setup.task.scenario, t)
        shown = (
            f"{t.text(f'study.recommend.role.{role}')}: {name}" if role not in ("", "nothing", "everything") else name
        )
        if role == "everything":
            shown = t.text("study.recommend.role.everything")
        for place in range(len(found.goals)):
            goal = [_short(found, place, t)] if len(found.goals) > 1 else []
            own = ["", ""] if place else [shown, words.effort(each.effort, t)]
            rows.append([*own, *goal, *_reached(found, each, place, t), "" if place else verdict])
    named = ["plan", "effort", *(["goal"] if len(found.goals) > 1 else []), "probability", "mean", "verdict"]
    section = _section(found, "front", headline, t)
    readings = [*section.readings, t.text("study.recommend.reading.luck")]
    return section._replace(readings=readings, figure=figures.front(found, t), table=_table("front", named, rows, t))


def _effort_of_everything(found: Recommendation) -> float:
    from sim.experiments.recommend.plans import effort

    return effort(found.setup.task.space.given()[1], found.setup.task.scenario)


def _late(found: Recommendation, t: Translator) -> Section:
    """How often the plan reaches the goal when it begins at other times."""
    first = min(step.start for step in found.choice.plan)
    rows = [
        [
            t.number(first + weeks),
            words.effort(each.effort, t),
            *(_reached(found, each, place, t)[0] for place in range(len(found.goals))),
        ]
        for weeks, each in found.evidence.shifts.items()
    ]
    columns = [t.text(f"study.recommend.column.{each}") for each in ("start", "effort")]
    goals = (
        [t.text("study.recommend.column.probability")]
        if len(found.goals) == 1
        else [_short(found, place, t) for place in range(len(found.goals))]
    )
    table = Table(t.text("study.recommend.caption.late"), [*columns, *goals], rows)
    return _section(found, "late", words.too_late(found, t), t)._replace(figure=figures.late(found, t), table=table)


def _reached(found: Recommendation, each: Tried, place: int, t: Translator) -> list[str]:
    goal = found.goals[place]
    shown = share(each.held(found.goals)[:, place])
    in_percent = [t.percent(value, 1) for value in (shown.share, shown.low, shown.high)]
    known = each.values[:, place]
    known = known[known == known]
    mean = number(float(known.mean()), goal.outcome, t) if known.size else "–"
    return [_range(in_percent, t), mean]


def _short(found: Recommendation, place: int, t: Translator) -> str:
    return words.goal(found.goals[place], found.setup.task.scenario, t)


def _range(shown: list[str], t: Translator) -> str:
    return t.text("study.recommend.range", value=shown[0], low=shown[1], high=shown[2])


def _table(key: str, columns: list[str], rows: list[list[str]], t: Translator) -> Table:
    named = [t.text(f"study.recommend.column.{each}") for each in columns]
    return Table(t.text(f"study.recommend.caption.{key}"), named, rows)


def command(found: Recommendation) -> str:
    """Command that makes the same recommendation."""
    setup = found.setup
    space, words_ = setup.task.space, ["flurfunk", "recommend", shlex.quote(setup.path.as_posix())]
    for goal in found.goals:
        words_ += ["--goal", shlex.quote(goal.text)]
    if set(space.names) != set(setup.task.scenario.interventions):
        words_ += [word for name in space.names for word in ("--free", name)]
    words_ += [
        "--start",
        f"{min(space.first)}..{max(space.last)}",
        "--levels",
        ",".join(f"{each:g}" for each in space.levels),
    ]
    words_ += [
        "--trials",
        str(setup.budget.trials),
        "--replicates",
        str(setup.budget.replicates),
        "--seed",
        str(setup.seed),
    ]
    return " ".join(words_)


def _appendix(found: Recommendation, t: Translator) -> list[tuple[str, str]]:
    folder = found.path or Path()
    searched = t.text("study.recommend.appendix.search.text", version=version("optuna"))
    return [
        (t.text("study.recommend.appendix.search"), searched),
        (t.text("study.recommend.appendix.again"), command(found)),
        (f"{t.text('study.recommend.appendix.file')} ({SCENARIO})", scenario_file(found, folder)),
    ]
