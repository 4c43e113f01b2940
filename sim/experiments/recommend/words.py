"""Plans, goals and verdicts in words."""

from typing import TYPE_CHECKING

from sim.experiments.outcomes import Goal, label, number
from sim.experiments.recommend.judge import MOST_FRESH, Share, judge, share
from sim.experiments.recommend.plans import Plan, Step
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.statistics import Interval

if TYPE_CHECKING:
    from sim.experiments.recommend.evidence import Tried
    from sim.experiments.recommend.recommendation import Recommendation


def title(name: str, scenario: Structure, t: Translator) -> str:
    """Name of a measure in reports."""
    return t.own(scenario.interventions[name].title)


def step(each: Step, scenario: Structure, t: Translator) -> str:
    """`Presence first from week 20 at 60 % strength`."""
    words = {"title": title(each.name, scenario, t), "start": t.number(each.start)}
    return t.text("study.recommend.step", strength=t.percent(each.strength), **words)


def steps(plan: Plan, scenario: Structure, t: Translator) -> str:
    """A whole plan, in the order of its weeks."""
    ordered = sorted(plan, key=lambda each: each.start)
    return t.enumeration([step(each, scenario, t) for each in ordered]) if plan else t.text("study.recommend.nothing")


def goal(each: Goal, scenario: Structure, t: Translator) -> str:
    """`Sales: image in week 104 of at least 0.55, in 90 % of the runs`."""
    side = "at_least" if each.at_least else "at_most"
    outcome = label(each.outcome, scenario, t)
    if each.outcome.is_event:
        return t.text("study.recommend.goal.event" if each.at_least else "study.recommend.goal.no_event",
                      outcome=outcome, wanted=t.percent(each.probability))  # fmt: skip
    level = number(each.level, each.outcome, t)
    return t.text(f"study.recommend.goal.{side}", outcome=outcome, level=level, wanted=t.percent(each.probability))


def certainty(found: Share, t: Translator) -> str:
    """`93 % (91 % to 95 %)`."""
    return t.text("study.recommend.certainty", share=t.percent(found.share, 1), low=t.percent(found.low, 1),
                  high=t.percent(found.high, 1))  # fmt: skip


def effort(value: float, t: Translator) -> str:
    """Effort without needless decimals."""
    return t.number(value, 0 if value >= 100 or round(value, 1) == round(value) else 1)


def points(found: Interval, t: Translator) -> str:
    """`+12.3 percentage points (10.1 to 14.5)`."""
    shown = {
        "mean": signed(100 * found.mean, t),
        "low": signed(100 * found.low, t),
        "high": signed(100 * found.high, t),
    }
    return t.text("study.recommend.points", **shown)


def signed(value: float, t: Translator, digits: int = 1) -> str:
    """Number with its sign."""
    shown = t.number(value, digits)
    return f"+{shown}" if round(value, digits) > 0 else shown


def sentences(found: "Recommendation", t: Translator) -> list[str]:
    """What is recommended, how sure that is, and what comes next."""
    return [_verdict(found, t), *_goals(found, t), *_open(found, t), *_runner_up(found, t), *_instead(found, t)]


def _verdict(found: "Recommendation", t: Translator) -> str:
    count = len(found.goals)
    words = {"plan": steps(found.choice.plan, found.setup.task.scenario, t), "effort": effort(found.effort, t)}
    if found.verdict == "nothing_needed":
        return t.text("study.recommend.verdict.nothing_needed", count=count)
    if found.verdict == "reached":
        key = "reached" if found.choice.verified else "reached_by_these"
        return t.text(f"study.recommend.verdict.{key}", count=count, **words)
    if found.verdict == "missed":
        trials = t.number(len(found.tried))
        key = "missed" if found.none_reaches else "missed_by_this"
        return t.text(f"study.recommend.verdict.{key}", count=count, trials=trials, **words)
    fresh = found.fresh_needed
    if fresh >= MOST_FRESH:
        return t.text("study.recommend.verdict.undecidable", count=count, **words)
    runs = {"fresh": t.number(_round(fresh)), "replicates": str(found.setup.replicates_for(_round(fresh)))}
    return t.text("study.recommend.verdict.undecided", count=count, **runs, **words)


def _round(value: int) -> int:
    """Two leading digits: an estimate needs no more."""
    step: int = 10 ** max(0, len(str(value)) - 2)
    return -(-value // step) * step


def _goals(found: "Recommendation", t: Translator) -> list[str]:
    held = found.evidence.plan.held(found.goals)
    scenario = found.setup.task.scenario
    return [
        t.text("study.recommend.held", goal=goal(each, scenario, t), runs=t.number(len(held)),
               certainty=certainty(share(held[:, place]), t))
        for place, each in enumerate(found.goals)
    ]  # fmt: skip


def _open(found: "Recommendation", t: Translator) -> list[str]:
    """The cheapest plan of which it is open whether it reaches the goals."""
    if found.open is None:
        return []
    return [t.text("study.recommend.open", count=len(found.goals), **_offer(found, found.open, t))]


def _runner_up(found: "Recommendation", t: Translator) -> list[str]:
    second = found.evidence.runner_up
    verdict = None if second is None else judge(found.goals, second.held(found.goals))
    if second is None or verdict == "missed" or (found.open is not None and found.open.plan == second.plan):
        return []
    place = _tightest(found, second)
    gap = points(second.adds(found.evidence.plan, found.goals, place), t)
    key = f"study.recommend.another.{'sure' if verdict == 'reached' else 'open'}"
    return [t.text(key, count=len(found.goals), gap=gap, **_offer(found, second, t))]


def _instead(found: "Recommendation", t: Translator) -> list[str]:
    """Which plan the report's runs would have chosen, where that is another one."""
    other = found.sure_instead
    if other is None or found.verdict == "nothing_needed":
        return []
    cheaper = other.effort < found.effort
    if not cheaper and (found.verdict == "reached" or other is found.evidence.runner_up):
        return []
    offer = _offer(found, other, t)
    del offer["certainty"]
    return [t.text(f"study.recommend.instead.{'cheaper' if cheaper else 'dearer'}", **offer)]


def _offer(found: "Recommendation", other: "Tried", t: Translator) -> dict[str, str]:
    """A plan beside the recommended one: what it is, what it costs, how often it reaches the tightest goal."""
    more = other.effort - found.effort
    held = other.held(found.goals)[:, _tightest(found, other)]
    return {
        "plan": steps(other.plan, found.setup.task.scenario, t), "effort": effort(other.effort, t),
        "more": signed(more, t, 0 if abs(more) >= 10 else 1), "certainty": certainty(share(held), t),
    }  # fmt: skip


def _tightest(found: "Recommendation", tried: "Tried") -> int:
    """Which goal a plan is furthest from, or exceeds least."""
    held = tried.held(found.goals)
    gaps = [goal.probability - float(held[:, place].mean()) for place, goal in enumerate(found.goals)]
    return gaps.index(max(gaps))


def reasons(found: "Recommendation", t: Translator) -> list[str]:
    """Why measures are part of the plan that do not surely add to any goal."""
    names = [each.name for each in sorted(found.choice.plan, key=lambda each: each.start)]
    return [_why(found, name, t) for name in names if found.reason(name) != "adds"]


def _why(found: "Recommendation", name: str, t: Translator) -> str:
    shown = title(name, found.setup.task.scenario, t)
    left = found.evidence.left_out.get(name)
    if left is None:
        return t.text("study.recommend.why.unknown", title=shown)
    worth = found.worth[name][_tightest(found, left)]
    reason: str = found.reason(name)
    if reason == "needed" and worth.verdict == "reached":
        reason = "doubted"
    more = {} if reason == "closer" else {"without": certainty(worth.without, t)}
    return t.text(
        f"study.recommend.why.{reason}", count=len(found.goals), title=shown, adds=points(worth.adds, t), **more
    )


def of_how_many(found: "Recommendation", t: Translator) -> str:
    """Of how many runs all shares are."""
    return t.text("study.recommend.of_how_many", runs=t.number(len(found.evidence.plan.values)))


def too_late(found: "Recommendation", t: Translator) -> str:
    """Until when the plan still reaches the goals, from when on no more, and the weeks between for which it is open."""
    first = min(step.start for step in found.choice.plan)
    verdicts = {
        first + weeks: judge(found.goals, each.held(found.goals)) for weeks, each in found.evidence.shifts.items()
    }
    lost = next((week for week in verdicts if week >= first and verdicts[week] == "missed"), None)
    kept = [week for week in verdicts if verdicts[week] == "reached" and (lost is None or week < lost)]
    if not kept:
        return t.text(f"study.recommend.headline.late.{'never' if lost is None else 'only'}", lost=t.number(lost or 0))
    if lost is None and max(kept) == max(verdicts):
        return t.text("study.recommend.headline.late.never_lost")
    end = max(verdicts) if lost is None else lost - 1
    shown = {"last": max(kept), "first": max(kept) + 1, "end": end, "lost": lost or 0}
    key = "then_open" if lost is None else "until_open" if end > max(kept) else "until"
    in_words = {name: t.number(week) for name, week in shown.items()}
    return t.text(f"study.recommend.headline.late.{key}", count=end - max(kept), **in_words)


def most(found: "Recommendation", t: Translator) -> str:
    """Which measure surely adds most to the first goal or, where none does, surely moves its outcome most."""
    goals, scenario = found.goals, found.setup.task.scenario
    first = {name: worth[0] for name, worth in found.worth.items()}
    adds = {name: each for name, each in first.items() if each.surely_adds}
    if adds:
        best = max(adds, key=lambda name: adds[name].adds.mean)
        held = share(found.evidence.plan.held(goals)[:, 0]).share
        return t.text(
            "study.recommend.headline.plan", title=title(best, scenario, t), share=t.percent(held, 1),
            without=t.percent(adds[best].without.share, 1),
        )  # fmt: skip
    raises = {name: each.raises for name, each in first.items() if each.surely_moves}
    if not raises:
        return t.text("study.recommend.headline.plan.unclear")
    best = max(raises, key=lambda name: abs(raises[name].mean))
    in_points = goals[0].outcome.unit == "share"
    unit, digits = (100, 1) if in_points else (1, 2 if goals[0].outcome.unit == "level" else 1)
    moved = signed(unit * raises[best].mean, t, digits)
    key = "study.recommend.headline.plan.moves_points" if in_points else "study.recommend.headline.plan.moves"
    return t.text(key, title=title(best, scenario, t), moved=moved)
