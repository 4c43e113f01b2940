"""The curves on the pages of the theory, drawn from the rules at their defaults.

`python -m docs.theory.figures` draws them again; a test compares what is committed with what this draws.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docs.theory.circle import draw_circle
from docs.theory.svg import BLUE, GREEN, INK, ORANGE, PURPLE, Axis, Curve, Panel, Point, charts, sampled
from sim.rules import attendance, customers, forgetting, gossip, influence, ritual, service, visibility
from sim.scenario.mechanisms import PARAMETERS, SCOPES, mechanisms

FOLDER = Path(__file__).parent
LEVEL = (0.0, 0.25, 0.5, 0.75, 1.0)


def defaults(mechanism: str, **changes: float) -> Any:
    """Parameters of a mechanism, with changes."""
    rules = next(mechanisms(scope)[mechanism] for scope in SCOPES if mechanism in mechanisms(scope))
    values = {name: PARAMETERS[f"{mechanism}.{name}"].parameter.default for name in rules.__annotations__}
    return rules(**{**values, **changes})


def draw_attendance() -> str:
    """Choice by ease, for three norms and for three appeals."""
    deterrence = ritual.deterrence(defaults("ritual"))

    def chance(ease: float, appeal: float, **changes: float) -> float:
        p = defaults("attendance", **changes)
        here = attendance.comes_to_meeting(p, ease, 0.5, 0.5, deterrence)
        return attendance.probability(here, attendance.goes_to_customer(p, appeal, 0.0))

    by_norm = (
        Curve("norm 2", sampled(lambda ease: chance(ease, 2.2, norm=2), 0, 1), GREEN, (0.14, 0.74)),
        Curve("norm 0.5", sampled(lambda ease: chance(ease, 2.2, norm=0.5), 0, 1), BLUE, (0.5, 0.47)),
        Curve("norm -1", sampled(lambda ease: chance(ease, 2.2, norm=-1), 0, 1), ORANGE, (0.72, 0.24)),
    )
    by_appeal = (
        Curve("1", sampled(lambda ease: chance(ease, 1, norm=0.5), 0, 1), GREEN, (0.3, 0.74)),
        Curve("2.2", sampled(lambda ease: chance(ease, 2.2, norm=0.5), 0, 1), BLUE, (0.55, 0.5)),
        Curve("3.5", sampled(lambda ease: chance(ease, 3.5, norm=0.5), 0, 1), ORANGE, (0.78, 0.4)),
    )
    return charts(
        Panel("By presence norm (appeal 2.2)", Axis("ease", LEVEL), Axis("probability of coming", LEVEL), by_norm),
        Panel(
            "By appeal of the customer (norm 0.5)", Axis("ease", LEVEL), Axis("probability of coming", LEVEL), by_appeal
        ),
    )


def draw_visibility() -> str:
    """A year of a person who comes, stays away for a while, and comes back; and one who comes now and then."""
    p, q = defaults("visibility"), defaults("forgetting")

    def lived(comes: Callable[[int], bool]) -> list[Point]:
        level, points = 0.3, []
        for week in range(1, 27):
            level = visibility.see(p, level, 1.0) if comes(week) else level
            level = forgetting.lose_sight(q, level)
            points.append((float(week), level))
        return points

    weeks, seen = Axis("week", (0, 5, 10, 15, 20, 26)), Axis("visibility after the week", LEVEL)
    once = (Curve("away in weeks 9 to 12", lived(lambda week: not 9 <= week <= 12), BLUE, (12, 0.78)),)
    often = (
        Curve("every week", lived(lambda _: True), GREEN, (2, 0.6)),
        Curve("every second week", lived(lambda week: week % 2 == 0), BLUE, (12, 0.6)),
        Curve("every fourth week", lived(lambda week: week % 4 == 0), ORANGE, (14, 0.02), dashed=True),
    )
    return charts(Panel("One absence", weeks, seen, once), Panel("One meeting, more or less often", weeks, seen, often))


def draw_gossip() -> str:
    """Tone of the talk by the speaker's esteem, and how allies stop it."""
    p = defaults("gossip")

    def share(esteem: float, tone: int) -> float:
        grid = [(k + 0.5) / 2000 for k in range(2000)]
        return sum(gossip.valence(p, esteem, uniform) == tone for uniform in grid) / 2000

    def stopped(inhibit: float) -> list[Point]:
        q = defaults("gossip", inhibit=inhibit)
        grid = [(k + 0.5) / 1000 for k in range(1000)]
        return [(float(n), sum(gossip.is_stopped(q, n, uniform) for uniform in grid) / 1000) for n in range(5)]

    tones = (
        Curve("neutral", sampled(lambda e: share(e, gossip.NEUTRAL), 0, 1), INK, (0.62, 0.77), dashed=True),
        Curve("negative", sampled(lambda e: share(e, gossip.NEGATIVE), 0, 1), ORANGE, (0.08, 0.31)),
        Curve("positive", sampled(lambda e: share(e, gossip.POSITIVE), 0, 1), GREEN, (0.72, 0.28)),
    )
    allies = (
        Curve("inhibit 0.9", stopped(0.9), GREEN, (0.1, 0.95)),
        Curve(f"inhibit {p.inhibit:g}", stopped(p.inhibit), BLUE, (1.9, 0.71)),
        Curve("inhibit 0.2", stopped(0.2), ORANGE, (2.6, 0.32)),
    )
    return charts(
        Panel(
            "Tone of the talk",
            Axis("the speaker's esteem for the absentee", LEVEL),
            Axis("share of talk", LEVEL),
            tones,
        ),
        Panel("Stopped by allies", Axis("allies in the room", (0, 1, 2, 3, 4)), Axis("probability", LEVEL), allies),
    )


def draw_forgetting() -> str:
    """What happens to a tie after the last meeting."""
    p, regard = defaults("forgetting"), 0.5
    seen, esteemed = 0.65, 0.7
    first, then = [(0.0, seen)], [(0.0, esteemed)]
    for week in range(1, 27):
        seen = forgetting.lose_sight(p, seen)
        esteemed = forgetting.fade(p, esteemed, seen, regard)
        first.append((float(week), seen))
        then.append((float(week), esteemed))
    floor = (1 - p.neglect) * regard
    curves = (
        Curve("visibility", first, BLUE, (4.2, 0.13)),
        Curve("esteem", then, ORANGE, (5, 0.6)),
        Curve("regard for the department", [(0.0, regard), (26.0, regard)], INK, (10.5, 0.52), dashed=True),
        Curve("less neglect", [(0.0, floor), (26.0, floor)], INK, (17.5, floor - 0.07), dashed=True),
    )
    weeks = Axis("weeks since last seen", (0, 5, 10, 15, 20, 26))
    return charts(Panel("Out of sight", weeks, Axis("level", LEVEL), curves))


def draw_service() -> str:
    """Where service settles, and how slowly."""
    p = defaults("service")
    full = sampled(lambda share: min(1.0, share / p.need), 0, 0.5)
    resources, level = p.need, 1.0
    given, felt = [(0.0, resources / p.need)], [(0.0, level)]
    for week in range(1, 105):
        resources = service.commit(p, resources, 0.5 * p.need, 1.0)
        level = service.deliver(p, level, resources)
        given.append((float(week), resources / p.need))
        felt.append((float(week), level))
    weeks = Axis("weeks after the cut", (0, 26, 52, 78, 104))
    slow = (
        Curve("customers' share / need", given, BLUE, (14, 0.42), dashed=True),
        Curve("service level", felt, ORANGE, (26, 0.74)),
    )
    share = Axis("customers' share of the resources", (0, 0.1, 0.2, 0.3, 0.4, 0.5))
    settled = (Curve(f"need {p.need:g}", full, BLUE, (0.28, 0.9)),)
    return charts(
        Panel("Where it settles", share, Axis("service level", LEVEL), settled),
        Panel("When the customers' share is halved", weeks, Axis("level", LEVEL), slow),
    )


def draw_influence() -> str:
    """Points of a department whose say in decisions falls at once."""

    def path(memory: float) -> list[Point]:
        p = defaults("influence", memory=memory)
        share, points = 1 / 3, [(0.0, 100 / 3)]
        for week in range(1, 105):
            share = influence.remember(p, share, 0.1)
            points.append((float(week), 100 * share))
        return points

    memory = defaults("influence").memory
    curves = (
        Curve(f"memory {memory:g}", path(memory), BLUE, (44, 22)),
        Curve("memory 0.1", path(0.1), ORANGE, (26, 13), dashed=True),
    )
    axis = Axis("weeks after the say fell to a tenth", (0, 26, 52, 78, 104))
    return charts(Panel("Remembered influence", axis, Axis("points of 100", (0, 10, 20, 30, 40)), curves))


def draw_customers() -> str:
    """Which class of customer pulls most, by ease; and where goodwill settles, by visits."""
    p = defaults("customers")
    portfolio = {"A": (1.0, 0.2), "B": (0.1, 0.5), "C": (2 / 105, 0.9)}
    labels = {"A": (0.62, 1.75), "B": (0.3, 0.9), "C": (0.1, 2.75)}
    colours = {"A": BLUE, "B": PURPLE, "C": ORANGE}

    def pull(name: str) -> list[Point]:
        potential, comfort = portfolio[name]
        return sampled(lambda ease: customers.appeal(p, potential, 0.6, comfort, customers.by_ease(ease)), 0, 1)

    def settles(per_week: float, delivered: float) -> float:
        lift = customers.visit(p, 0.0, delivered, 1.0) * per_week
        return lift / (lift + 1.0 - customers.wait(p, 1.0))

    pulls = tuple(Curve(name, pull(name), colours[name], labels[name]) for name in portfolio)
    goodwill = (
        Curve("service 1", sampled(lambda n: settles(n, 1.0), 0, 1), GREEN, (0.3, 0.72)),
        Curve("service 0", sampled(lambda n: settles(n, 0.0), 0, 1), ORANGE, (0.6, 0.46)),
    )
    return charts(
        Panel(
            "Which customer pulls (goodwill 0.6)", Axis("ease", LEVEL), Axis("appeal in logits", (0, 1, 2, 3)), pulls
        ),
        Panel("Where goodwill settles, about", Axis("visits per week", LEVEL), Axis("goodwill", LEVEL), goodwill),
    )


DRAWN: dict[str, Callable[[], str]] = {
    "attendance": draw_attendance,
    "visibility": draw_visibility,
    "gossip": draw_gossip,
    "forgetting": draw_forgetting,
    "service": draw_service,
    "influence": draw_influence,
    "customers": draw_customers,
    "circle": draw_circle,
}

if __name__ == "__main__":
    for name, drawn in DRAWN.items():
        (FOLDER / f"{name}.svg").write_text(drawn(), encoding="utf-8")
