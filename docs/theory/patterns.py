"""What the pattern tests measure, as the table in `index.md`.

`python -m docs.theory.patterns` runs the tests' own ensembles for some minutes and writes the table.
"""

import numpy as np

import docs.theory.patterns_inside  # noqa: F401  # enters its rows
from docs.theory.measured import FOLDER, digest, version, write
from docs.theory.rows import FIRM, PATTERNS, YEARS, decided, module, pattern, shown
from sim.statistics import of_median
from tests.patterns.ensemble import ensemble, first_quarter, last_quarter

USED = (
    "industrial_firm", "alibi", "agenda_quota", "presence", "customer_contact", "no_gossip", "preaching",
    "power_absence",
)  # fmt: skip


@pattern("01_vicious_circle", f"{FIRM}, norm 0, image 0.45; 150 × 156 weeks")
def vicious_circle() -> list[str]:
    """Vicious circle (K1-K8).

    From a middling start without a norm, all that sales has falls. Losses begin with attendance, then visibility, and
    from there on two ways: esteem, and influence, resources and revenue.
    """
    own = module(1)
    run = own.middling()
    collapsed = last_quarter(run.of("image")) < 0.25
    lines = []
    for name in own.CHAIN:
        series = own.link(run, name)
        first, last = first_quarter(series).mean(), last_quarter(series).mean()
        digits = 1 if name == "influence" else 2
        week = np.nanmean(own.onset(series[collapsed]))
        lines.append(f"{name} {first:.{digits}f} to {last:.{digits}f}, a fifth lost by week {week:.0f}")
    return [*lines, f"{collapsed.mean():.0%} of the replicates end with an image below 0.25"]


@pattern("02_unnoticed_first", "`alibi`; 60 × 156 weeks")
def unnoticed_first() -> list[str]:
    """First unnoticed, then not taken seriously: visibility halves before esteem does (K4)."""
    own = module(2)
    seen, esteemed = (float(np.nanmedian(own.half_lost(name))) for name in ("visibility", "esteem"))
    (later,) = decided(2, "test_visibility_halves_before_esteem_does")
    return [
        f"half of visibility is lost by week {seen:.0f}, half of esteem by week {esteemed:.0f} (medians)",
        f"esteem is later by {shown(later, 1)} weeks",
    ]


@pattern("03_history_matters", f"{FIRM}, norm 0, 150 × 156 weeks; norms moved and moved back, 60 × 312 weeks")
def history_matters() -> list[str]:
    """A strong start stays strong (image above 0.55) under the rules that sink a middling one (Homburg et al. 2015).

    The way down is not the way up.
    """
    (strong,) = decided(3, "test_a_strong_start_stays_strong_under_the_rules_that_sink_a_middling_one")
    back, control = decided(3, "test_the_way_down_is_not_the_way_up")
    (helped,) = decided(3, "test_raising_the_norm_and_lowering_it_again_leaves_a_fallen_department_up")
    return [
        f"strong start: image {shown(strong)}, in most pairs more than 0.2 above the middling one",
        f"norm from 0.5 to -1 and back: image {shown(back)} against the norm left alone, with which it moves by "
        f"{shown(control)}",
        f"a fallen department, helped for two and a half years, then no more: {shown(helped)} above one never helped",
    ]


@pattern("04_best_presence_is_interior", f"{FIRM}; 60 × 104 weeks, the first year left out")
def best_presence() -> list[str]:
    """Revenue is highest strictly between no norm and full presence (CSO Insights 2011; Bolander et al. 2015)."""
    own = module(4)
    revenues = (f"{own.revenue(norm).mean():.3f} at norm {norm:g}" for norm in own.NORMS)
    return [f"revenue {', '.join(revenues)}"]


@pattern("05_gossip_hits_the_absent", f"{FIRM}, with and without gossip; 60 × 104, 60 × 156 and 120 × 416 weeks")
def gossip() -> list[str]:
    """Gossip lowers the absent and widens the gap (Deffuant, Bertazzi & Huet 2018; Deffuant & Roubin 2022).

    Bad talk gathers on few people of low standing (Ellwardt, Labianca & Wittek 2012).
    """
    (lower,) = decided(5, "test_gossip_lowers_the_esteem_of_the_absent")
    (wider,) = decided(5, "test_gossip_widens_the_gap_between_high_and_low")
    silent, unstopped = decided(
        5, "test_without_gossip_a_middling_department_stays_up_and_without_inhibition_it_falls_faster"
    )
    gathered, lowly = decided(5, "test_bad_talk_gathers_on_fewer_people_and_on_lower_ones_than_good_talk")
    return [
        f"in the healthy company gossip moves the esteem for sales by {shown(lower)}, and the gap between the highest "
        f"and the lowest quarter by {shown(wider)}",
        f"middling start: image {shown(silent)} against usual without gossip, {shown(unstopped)} where nobody stops it",
        f"the tenth talked about most gets {shown(gathered)} more of the bad talk than of the good",
        f"esteem for targets of bad talk, less that of good talk: {shown(lowly)}",
    ]


@pattern("06_rare_contact_feeds_bad_talk", f"{FIRM}, everybody shows the same; 60 × 208 weeks")
def rare_contact() -> list[str]:
    """Rare contact feeds bad talk at equal performance (Ellwardt, Wittek & Wielers 2012)."""
    (worse,) = decided(6, "test_bad_talk_is_more_frequent_about_colleagues_one_rarely_meets")
    return [f"share of bad talk {shown(worse)} higher about people one meets less than weekly"]


@pattern("07_mix_of_talk", YEARS, is_input=True)
def mix_of_talk() -> list[str]:
    """Mix of talk: 0.65 to 0.80 neutral, negative to positive 1.3 to 2.0 (Robbins & Karan 2020)."""
    own = module(7)
    (neutral,) = decided(7, "test_most_talk_is_neutral")
    ratio = own.told("negative").mean() / own.told("positive").mean()
    return [f"neutral {shown(neutral)}; negative to positive {ratio:.2f}"]


@pattern("08_one_absence_is_forgiven", f"{FIRM} with a department of one, and `alibi`; 60 × 104 weeks", is_input=True)
def one_absence() -> list[str]:
    """One long absence is forgiven, repeated absence is not (K4).

    Attention during one absence is 0.3 to 0.5 of before, afterwards 0.9 to 1.05, as in e-mail data.
    """
    during, after = decided(8, "test_attention_drops_at_once_and_comes_back")
    before, later = decided(8, "test_without_an_absence_nothing_changes")
    (often,) = decided(8, "test_repeated_absence_costs_it_for_good")
    return [
        f"during {shown(during)}, after {shown(after)} of before",
        f"without an absence {before.mean:.2f} and {later.mean:.2f}",
        f"repeated absence: {shown(often)} of the first quarter left in the last",
    ]


@pattern("09_absence_persists", f"{FIRM}; 12 × 104 weeks", is_input=True)
def persistence() -> list[str]:
    """Absence persists, beyond a shuffle within each person's own record by 0.02 to 0.10, as in a city council.

    There it depends on what counts as an occasion, see below.
    """
    return [shown(decided(9, "test_absence_persists_in_the_healthy_company")[0])]


@pattern("10_presence_buys_resources", YEARS)
def resources() -> list[str]:
    """Representation buys resources, the more the scarcer (Pfeffer & Salancik 1974; Salancik & Pfeffer 1974)."""
    (correlation,) = decided(10, "test_present_departments_get_more")
    more, steeper = decided(10, "test_presence_buys_more_where_resources_are_scarce")
    return [
        f"correlation of attendance with the customers' share of decisions {shown(correlation)}",
        f"at scarcity 1 instead of 0.3: correlation {shown(more)} higher, slope {shown(steeper)} steeper",
    ]


@pattern("11_what_helps", "each scenario less `alibi` with the same luck, last quarter; 100 × 104 weeks")
def what_helps() -> list[str]:
    """Presence with demand brings sales back, and a stop to gossip slows the fall (K9).

    A quota and customer contact serve customers and, once sales is gone, leave the image where it was; preaching does
    neither (K7).
    """
    own = module(11)
    names = (*own.REMEDIES, "preaching")
    gains = {name: own.gain(name, "image") for name in names}
    return [
        f"`{name}`: image {shown(gains[name])}, revenue {shown(own.gain(name, 'revenue'))}"
        for name in sorted(names, key=lambda name: -gains[name].mean)
    ]


@pattern("12_explanations", f"{YEARS}, the first quarter", is_input=True)
def explanations() -> list[str]:
    """Goodwill of the first quarter: none, it mattered more, external constraint (Shaw, Wild & Colquitt 2003)."""
    reason, excuse = decided(12, "test_any_explanation_is_better_than_none_and_an_excuse_better_than_a_reason")
    return [f"it mattered more: {shown(reason, 4)} above none; external constraint: {shown(excuse, 4)} above that"]


@pattern("13_airtime", YEARS, is_input=True)
def airtime() -> list[str]:
    """Airtime is unequal: in meetings of 6 to 8 the three loudest hold 0.60 to 0.75."""
    return [shown(decided(13, "test_the_three_loudest_hold_most_of_the_airtime")[0])]


@pattern("14_silos", YEARS, is_input=True)
def silos() -> list[str]:
    """Silos: 0.75 to 0.82 of contact time stay inside the own department, as in an office (Génois & Barrat 2018)."""
    return [shown(decided(14, "test_most_contact_stays_inside_the_department")[0])]


@pattern("15_reverse_causality", f"`power_absence` and {FIRM}; 60 × 104 weeks", is_input=True)
def reverse_causality() -> list[str]:
    """Reverse causality: where the powerful skip meetings, absence and influence go together.

    An experiment tells what causes what.
    """
    switched, usual = decided(15, "test_the_sign_of_the_correlation_turns_with_the_switch")
    costly, free = (of_median(module(15).effect_of_absence(name)) for name in ("industrial_firm", "power_absence"))
    return [
        f"correlation of absence and airtime {shown(switched)} with the switch, {shown(usual)} without",
        f"esteem moved by keeping sales away by order: {shown(free)} with the switch, {shown(costly)} without",
    ]


def stamp() -> str:
    """Stand for one run of every scenario used: when it changes, the numbers have moved and want measuring again."""
    runs = (ensemble(name, replicates=1) for name in USED)
    return digest(series for run in runs for series in (run.weekly, run.company, run.meetings))


def table() -> list[str]:
    """Lines of the table, and of what it was measured with."""
    lines = ["| | tested | | runs | measured |", "|---|---|---|---|---|"]
    for each in PATTERNS:
        tested = " ".join((each.measured.__doc__ or "").split()).removesuffix(".")
        link = f"[{each.number}](../../tests/patterns/test_{each.home}.py)"
        kind = "input" if each.is_input else "emerges"
        lines.append(f"| {link} | {tested} | {kind} | {each.runs} | {'<br>'.join(each.measured())} |")
    return [*lines, "", f"Measured with version {version()} of Flurfunk; its runs have the stamp `{stamp()}`."]


if __name__ == "__main__":
    write(FOLDER / "index.md", table())
