"""Rows of the table for what goes on inside: the important meeting, standing, blame, honesty, ritual, charisma."""

from docs.theory.rows import FIRM, YEARS, decided, module, pattern, shown
from sim.statistics import of_median


@pattern("16_the_important_meeting", YEARS + ", the first year left out")
def the_important_meeting() -> list[str]:
    """Selective presence beats full and no presence, and any norm for all meetings alike, on revenue (K9)."""
    own = module(16)
    selective = own.choosing(own.ALWAYS, own.NEVER)
    others = {f"norm {norm:g}": own.uniform(norm) for norm in (own.NEVER, 0.0, own.ALWAYS)}
    others["routine first"] = own.choosing(own.NEVER, own.ALWAYS)
    return [
        f"selective: revenue {own.revenue(selective).mean():.3f} for {own.half_days(selective).mean():.0f} half-days",
        *(
            f"{name}: {shown(of_median(own.revenue(run) - own.revenue(selective)))} against that, "
            f"for {own.half_days(run).mean():.0f}"
            for name, run in others.items()
        ),
    ]


@pattern("17_standing_at_full_presence", f"{FIRM}, norm 6, image 0.2 against 0.65; 60 × 104 weeks")
def standing_at_full_presence() -> list[str]:
    """Where everybody comes, a low image still costs resources and revenue for quarters, and heals (K8)."""
    cost = module(17).cost
    measures = ("image", "resources", "revenue")
    return [
        f"quarter {quarter}: {', '.join(f'{name} {shown(cost(name, quarter))}' for name in measures)}"
        for quarter in (2, 3, 8)
    ]


@pattern("18_own_standing_serves_own_customers", f"{FIRM}; 100 × 104 weeks")
def own_standing() -> list[str]:
    """Own standing serves own customers (Bolander et al. 2015; K8).

    Standing goes with the goodwill of own customers, and less so where all are served alike, among the staff as well.
    """
    own = module(18)
    found = {"sales": own.EVERYBODY, "its staff": own.STAFF}
    return [
        f"{name}: correlation {shown(of_median(own.correlation(who)))}, and "
        f"{shown(of_median(own.correlation(who) - own.correlation(who, own.ALIKE)))} less where all are served alike"
        for name, who in found.items()
    ]


@pattern("19_blame_bites", "`alibi`, norms 0.6, 0.8 and 1 together; 450 × 104 weeks")
def blame_bites() -> list[str]:
    """Blame lowers ease and drives to C customers; without it fewer middling firms collapse, and later (K1, K2).

    To blame production instead does not do the same to sales.
    """
    own = module(19)
    (later,) = decided(19, "test_without_blame_those_that_collapse_do_so_later")
    ease, visits = decided(19, "test_blame_lowers_ease_and_drives_to_comfortable_customers")
    collapsed = [own.has_collapsed(*blame).mean() for blame in ((), own.NO_BLAME, own.PRODUCTION_BLAMED)]
    return [
        f"collapsed: {collapsed[0]:.1%} with blame, {collapsed[1]:.1%} without, "
        f"{collapsed[2]:.1%} with production blamed",
        f"those that collapse either way do so {shown(later, 1)} weeks later without",
        f"blame moves ease by {shown(ease)}, visits to C customers a week by {shown(visits, 2)}",
    ]


@pattern("20_credit", YEARS)
def credit() -> list[str]:
    """A plan that is beaten raises the image of sales, by less than one missed by as much lowers it (K1)."""
    (credited,) = decided(20, "test_credit_raises_the_image")
    (easy,) = decided(20, "test_a_plan_that_is_easy_to_beat_raises_the_image")
    won, less = decided(20, "test_a_failure_costs_more_than_a_success_of_the_same_size_brings")
    return [
        f"full credit against none: image {shown(credited)}",
        f"plan of 0.2: image {shown(easy)} against usual",
        f"plan beaten by half: image {shown(won)} in the second quarter; less what missing half costs: {shown(less)}",
    ]


@pattern("21_honesty_pays_in_the_end", f"{FIRM}, norm 3 except for what comes at once; 100 × 104 weeks")
def honesty() -> list[str]:
    """Goodwill at once: none, honest word, excuse; after a year of cancelled dates: none, excuse, honest word (K9).

    An excuse is found out in the end (Schweitzer, Hershey & Bradlow 2006).
    """
    reason, excuse = decided(21, "test_at_once_an_excuse_is_above_the_honest_word_and_both_above_none")
    honest, second = decided(
        21, "test_after_a_year_of_cancelled_dates_the_honest_word_is_above_the_excuse_and_that_above_none"
    )
    excused, untold = decided(21, "test_after_two_years_the_honest_word_is_still_above_both")
    return [
        f"first four weeks: honest word {shown(reason, 4)} above none, excuse {shown(excuse, 4)} above that",
        f"fourth quarter: honest word {shown(honest, 4)} above the excuse, that {shown(second, 4)} above none",
        f"eighth quarter: honest word {shown(excused, 4)} above the excuse, {shown(untold, 4)} above none",
    ]


@pattern("22_preaching", f"{FIRM}, `alibi` with norm 0.8, and `alibi`, with a campaign from week 27; 100 × 104 weeks")
def preaching() -> list[str]:
    """Preaching moves nothing that anybody would notice in a healthy company (K7).

    It would if its words did not wear off. At the edge it tips some companies while its words are new, and saves none.
    """
    own = module(22)
    healthy = ", ".join(f"{measure} {shown(own.effect('healthy', measure))}" for measure in own.NOTICEABLE)
    at_ease = ("healthy", "attendance")
    shares = [f"{own.collapsed(*each).mean():.0%}" for each in ((), (own.campaign(27),), (own.campaign(1),))]
    return [
        f"healthy: {healthy}",
        f"with words that do not wear off: attendance {shown(own.effect(*at_ease, own.NEVER_WORN))}",
        f"`alibi`: revenue {shown(own.effect('alibi', 'revenue'))}",
        f"middling companies that collapse: {shares[0]} left alone, {shares[1]} with the campaign from week 27, "
        f"{shares[2]} from the first week",
    ]


@pattern("23_cutting_ritual", f"{FIRM}, healthy, middling and with everybody there; 60 × 104 weeks")
def cutting_ritual() -> list[str]:
    """Meetings without form decide more and draw people in; a norm that draws in as many does something else (K10)."""
    own = module(23)
    drawn = {
        firm: own.attendance(own.without_form(*changes)) - own.attendance(own.ensemble("industrial_firm", *changes))
        for firm, changes in own.FIRMS.items()
    }
    (moved,) = decided(23, "test_less_form_decides_more_also_where_everybody_comes_anyway")
    more, lower = decided(23, "test_a_norm_that_draws_in_no_fewer_lifts_the_image_less")
    return [
        f"attendance {', '.join(f'{shown(of_median(each))} in the {firm} company' for firm, each in drawn.items())}",
        f"customers' resources are moved {shown(moved)} further in two years where everybody comes anyway",
        f"a norm of 1.6 against no form at all: attendance {shown(more)}, image {shown(lower)}",
    ]


@pattern("24_charisma_works_inwards", f"{FIRM} and `alibi`, charisma 0.7 against 0.3; 60 × 104 weeks")
def charisma() -> list[str]:
    """The charisma of salespeople works inwards as well, on those who meet them (K11)."""
    own = module(24)
    lines = []
    for name in own.MEASURES:
        healthy, absent = (own.effect(scenario, name) for scenario in ("industrial_firm", "alibi"))
        digits = 2 if name == "influence" else 3
        lines.append(f"{name} {shown(healthy, digits)} in the healthy company, {shown(absent, digits)} in `alibi`")
    return lines


@pattern("25_absence_passes_on", f"{FIRM}, norm 0, image 0.45, half of the staff kept away; 100 × 10 weeks")
def absence_passes_on() -> list[str]:
    """Absence passes on: a day of it among peers is 0.2 to 0.6 of a day of one's own (Godøy & Dale-Olsen 2018)."""
    own = module(25)
    return [
        f"{shown(of_median(own.passed_on()))} where about half come",
        f"{shown(of_median(own.passed_on('peers.pull=0')))} where nobody minds what peers do",
    ]


@pattern("26_demand_has_a_price", f"{FIRM}, norm 6, demand 2; 60 × 104 weeks")
def demand() -> list[str]:
    """Demands move decisions at once, and annoy where nothing comes of them (K9)."""
    (price,) = decided(26, "test_demands_cost_image_where_they_annoy")
    (further,) = decided(26, "test_where_demands_hurry_decisions_resources_move_further")
    return [
        f"annoying costs image {shown(price)}",
        f"where demands hurry decisions, customers' resources are moved {shown(further)} further in two years",
    ]
