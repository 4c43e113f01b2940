"""Plans, goals and verdicts in words."""

from typing import TYPE_CHECKING

from sim.experiments.outcomes import Goal, label, number
from sim.experiments.recommend.judge import MOST_MORE, Share, judge, share
from sim.experiments.recommend.plans import Plan, Step
from sim.language import Translator
from sim.results.intervals import Interval
from sim.scenario.schema import Structure

if TYPE_CHECKING:
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
    return [_verdict(found, t), *_goals(found, t), *_runner_up(found, t)]


def _verdict(found: "Recommendation", t: Translator) -> str:
    count = len(found.goals)
    words = {"plan": steps(found.choice.plan, found.setup.task.scenario, t), "effort": effort(found.effort, t)}
    if found.verdict == "nothing_needed":
        return t.text("study.recommend.verdict.nothing_needed", count=count)
    if found.verdict == "reached":
        return t.text("study.recommend.verdict.reached", count=count, **words)
    if found.verdict == "missed":
        trials = t.number(len(found.tried))
        return t.text("study.recommend.verdict.missed", count=count, trials=trials, **words)
    more = found.more_needed
    if more >= MOST_MORE:
        return t.text("study.recommend.verdict.undecidable", count=count, **words)
    return t.text("study.recommend.verdict.undecided", count=count, more=t.number(_round(more)), **words)


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


def _runner_up(found: "Recommendation", t: Translator) -> list[str]:
    second = found.evidence.runner_up
    if second is None:
        return []
    scenario, own = found.setup.task.scenario, second.held(found.goals)
    gaps = [goal.probability - own[:, place].mean() for place, goal in enumerate(found.goals)]
    tightest = gaps.index(max(gaps))
    gap = second.adds(found.evidence.plan, found.goals, tightest)
    more = second.effort - found.effort
    sure = "sure" if judge(found.goals, own) == "reached" else "open"
    return [
        t.text(
            f"study.recommend.another.{sure}", count=len(found.goals), plan=steps(second.plan, scenario, t),
            effort=effort(second.effort, t), more=signed(more, t, 0 if abs(more) >= 10 else 1),
            certainty=certainty(share(own[:, tightest]), t), gap=points(gap, t),
        )
    ]  # fmt: skip


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
    chosen, left, goals = found.evidence.plan, found.evidence.left_out, found.goals
    scenario = found.setup.task.scenario
    adds = {name: each.mean for name in left if (each := chosen.adds(left[name], goals, 0)).low > 0}
    if adds:
        best = max(adds, key=lambda name: adds[name])
        held, without = (share(each.held(goals)[:, 0]).share for each in (chosen, left[best]))
        return t.text(
            "study.recommend.headline.plan", title=title(best, scenario, t), share=t.percent(held, 1),
            without=t.percent(without, 1),
        )  # fmt: skip
    raises = {name: chosen.raises(left[name], goals, 0) for name in left}
    raises = {name: each for name, each in raises.items() if each.low > 0 or each.high < 0}
    if not raises:
        return t.text("study.recommend.headline.plan.unclear")
    best = max(raises, key=lambda name: abs(raises[name].mean))
    in_points = goals[0].outcome.unit == "share"
    unit, digits = (100, 1) if in_points else (1, 2 if goals[0].outcome.unit == "level" else 1)
    moved = signed(unit * raises[best].mean, t, digits)
    key = "study.recommend.headline.plan.moves_points" if in_points else "study.recommend.headline.plan.moves"
    return t.text(key, title=title(best, scenario, t), moved=moved)
