"""Gossip lowers the absent and widens the gap; bad talk gathers on a few of low standing.

Deffuant, Bertazzi & Huet 2018; Deffuant & Roubin 2022; Ellwardt, Labianca & Wittek 2012.
"""

import numpy as np

from sim import kernel
from sim.scenario import layout, load, timeline
from sim.scenario.output import EVENT_KINDS, PEOPLE
from sim.statistics import of_median
from tests.patterns.ensemble import SCENARIOS, Ensemble, Floats, ensemble, falls, rises

SILENT = "gossip.rate=0"


def esteem_of_the_absent(run: Ensemble) -> Floats:
    """Mean esteem at the end for the people who were away most: (replicate,)."""
    own = layout.build(run.scenario).people.department == list(run.scenario.departments).index("sales")
    mean: Floats = run.person("esteem")[:, own].mean(axis=1)
    return mean


def gap(run: Ensemble) -> Floats:
    """Esteem of the highest quarter less that of the lowest: (replicate,)."""
    esteem = np.sort(run.person("esteem"), axis=1)
    quarter = esteem.shape[1] // 4
    apart: Floats = esteem[:, -quarter:].mean(axis=1) - esteem[:, :quarter].mean(axis=1)
    return apart


def test_gossip_lowers_the_esteem_of_the_absent() -> None:
    assert falls(
        of_median(
            esteem_of_the_absent(ensemble("industrial_firm"))
            - esteem_of_the_absent(ensemble("industrial_firm", SILENT))
        )
    )


def test_gossip_widens_the_gap_between_high_and_low() -> None:
    assert rises(of_median(gap(ensemble("industrial_firm")) - gap(ensemble("industrial_firm", SILENT))))


def test_without_gossip_a_middling_department_stays_up_and_without_inhibition_it_falls_faster() -> None:
    base = ("attendance.norm=0", "departments.sales.image=0.5", "weeks=156")
    image = {
        name: ensemble("industrial_firm", *base, *more).of("image")[:, -13:].mean(axis=1)
        for name, more in {"gossip": (), "silent": (SILENT,), "unstopped": ("gossip.inhibit=0",)}.items()
    }
    assert rises(of_median(image["silent"] - image["gossip"]))
    assert falls(of_median(image["unstopped"] - image["gossip"]))


def targets(tone: int, run: Floats, n_people: int) -> Floats:
    """How often each person was talked about in that tone: (person,)."""
    talk = run[(run[:, 1] == EVENT_KINDS.index("talk")) & (run[:, 5] == tone)]
    return np.bincount(talk[:, 4].astype(int), minlength=n_people).astype(float)


def top_share(counts: Floats) -> float:
    """Share of the talk that falls on the tenth of people talked about most."""
    most = np.sort(counts)[::-1]
    return float(most[: most.size // 10].sum() / most.sum())


def test_bad_talk_gathers_on_fewer_people_and_on_lower_ones_than_good_talk() -> None:
    scenario = load(SCENARIOS / "industrial_firm.yaml", ("weeks=416",))
    built = layout.build(scenario), timeline.build(scenario)
    concentration, standing = [], []
    for seed in range(120):
        run = kernel.simulate(*built, seed, 0, 1, trace=True)[0]
        bad, good = (targets(tone, run.events, len(run.people)) for tone in (-1, 1))
        # Equal numbers, because few talks look more concentrated than many.
        drawn = np.random.default_rng(seed).multivariate_hypergeometric(
            bad.astype(int), int(min(bad.sum(), good.sum()))
        )
        kept = np.random.default_rng(seed).multivariate_hypergeometric(
            good.astype(int), int(min(bad.sum(), good.sum()))
        )
        concentration.append(top_share(drawn.astype(float)) - top_share(kept.astype(float)))
        esteem = run.people[:, PEOPLE.index("esteem")]
        standing.append((bad @ esteem) / bad.sum() - (good @ esteem) / good.sum())
    assert rises(of_median(np.array(concentration)))
    assert falls(of_median(np.array(standing)))
