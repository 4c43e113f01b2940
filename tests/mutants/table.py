"""The mutants that somebody thought up: what each breaks, and which tests of the theory or of the results must notice.

Tests of a rule's own formula do not count here, nor do runs that are compared with what they once were: every one of
these must be noticed by what the theory or the documentation says.
"""

from tests.mutants.experiments import OF_EXPERIMENTS
from tests.mutants.mutant import Edit, Mutant

MODEL, KERNEL, RULES, SCENARIO = "sim/model", "sim/kernel", "sim/rules", "sim/scenario"

# Machine code is made anew for every mutant of a rule, which takes far longer than these tests on the Mesa model.
OF_TIMELINES = tuple(
    f"tests/scenario/test_timeline.py::test_{name}"
    for name in (
        "interventions_together_never_carry_a_parameter_beyond_its_bounds",
        "an_intervention_for_heads_reaches_nobody_of_another_rank",
        "an_intervention_reaches_people_everywhere_or_in_some_meetings",
        "an_intervention_grows_over_its_ramp_and_is_gone_after_its_last_week",
    )
)

OF_ATTENDANCE = [
    Mutant(
        "preaching-excuses-nothing",
        "Preaching customer orientation no longer lends the alibi its words (K7).",
        (Edit(f"{RULES}/preaching.py", "return p.strength * p.licence", "return 0.0"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "announcement-unread",
        "What was announced about a meeting's decisions draws nobody; only who is heard there notices them.",
        (Edit(f"{RULES}/importance.py", "announced + (1.0 - announced) * heard", "heard"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "importance-without-decisions",
        "A meeting draws people by what it could decide even where it decides nothing.",
        (Edit(f"{RULES}/importance.py", "return weight / (1.0 + weight)", "return 0.5"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "peers-turned-round",
        "Colleagues who come keep people away.",
        (Edit(f"{RULES}/peers.py", "p.pull * (came - 0.5)", "p.pull * (0.5 - came)"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "no-role-model",
        "What the head does is no example to anybody (K3).",
        (Edit(f"{RULES}/attendance.py", "p.role * (role_model - 0.5)", "0.0"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "ease-draws-nobody",
        "Who feels uncomfortable inside comes as often as everybody else (K2).",
        (Edit(f"{RULES}/attendance.py", "p.ease * (ease - 0.5)", "0.0"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "ritual-deters-nobody",
        "Mere form is no reason to stay away (K10).",
        (Edit(f"{RULES}/ritual.py", "return p.burden * p.level", "return 0.0"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "alibi-excuses-nothing",
        "Being with a customer is no excuse, however legitimate (K3).",
        (Edit(f"{RULES}/attendance.py", "p.alibi + preaching", "preaching"),),
        ("tests/model/test_attendance.py",),
    ),
    Mutant(
        "the-ill-visit-customers",
        "Who is ill or on holiday visits customers all the same.",
        (
            Edit(f"{MODEL}/staff.py", "if self.customers and not self.away:", "if self.customers:"),
            Edit(
                f"{KERNEL}/trade.py",
                "choose(calendar.away[i], 0.0, at_hand - calendar.used[i])",
                "at_hand - calendar.used[i]",
            ),
        ),
        (
            "tests/model/test_week.py::test_the_ill_visit_nobody_and_their_customers_cool_down[mesa]",
            "tests/model/test_week.py::test_whoever_is_ill_is_back_with_customers_as_soon_as_well",
        ),
    ),
    Mutant(
        "last-orders-lost",
        "Orders for the last week are not obeyed.",
        (Edit(f"{SCENARIO}/commands.py", "if order.week <= scenario.weeks and", "if order.week < scenario.weeks and"),),
        ("tests/model/test_orders.py::test_orders_of_the_first_and_of_the_last_week_are_obeyed_as_well[mesa-15]",),
    ),
    Mutant(
        "orders-before-illness",
        "Who is ordered to a meeting comes ill.",
        (
            Edit(
                f"{MODEL}/series.py",
                "is_free = not person.away and not is_elsewhere",
                "is_free = (order is not None or not person.away) and not is_elsewhere",
            ),
        ),
        ("tests/model/test_orders.py::test_illness_comes_first[mesa]",),
    ),
]

OF_TALK = [
    Mutant(
        "gossip-before-perceiving",
        "People talk about the absent before they have seen whom they listen to.",
        (
            Edit(
                f"{MODEL}/meeting.py",
                "        self.perceive()\n        self.annoy()\n        talks, stopped = self.whisper()\n",
                "        talks, stopped = self.whisper()\n        self.perceive()\n        self.annoy()\n",
            ),
            Edit(
                f"{KERNEL}/replicate.py",
                "                        perceive(now, session, (n_taken, n_groups), world, people.department)\n",
                "                        talks, stopped = whisper(now, session, counts, world, people.department, diary)\n"
                "                        perceive(now, session, (n_taken, n_groups), world, people.department)\n",
            ),
            Edit(
                f"{KERNEL}/replicate.py",
                "                        annoy(now, session, (n_taken, n_groups), world, layout)\n"
                "                        talks, stopped = whisper(now, session, counts, world, people.department, diary)\n",
                "                        annoy(now, session, (n_taken, n_groups), world, layout)\n",
            ),
        ),
        ("tests/model/test_week.py::test_whoever_talks_is_believed_for_what_was_just_seen_of_them[mesa]",),
    ),
    Mutant(
        "one-ally-is-enough",
        "Any number of allies in the room stops talk no better than a single one (K5).",
        (Edit(f"{RULES}/gossip.py", "for _ in range(n_allies):", "for _ in range(min(1, n_allies)):"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "one-ally-is-nobody",
        "A single ally in the room stops no talk.",
        (Edit(f"{RULES}/gossip.py", "for _ in range(n_allies):", "for _ in range(n_allies - 1):"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "speaker-is-an-ally",
        "Who talks about a colleague counts among those who might stop it.",
        (Edit(f"{MODEL}/whisper.py", "if each is not speaker and each.department", "if each.department"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "nobody-stops-talk",
        "Whoever is present does not spoil the game of talking about their colleagues (K5).",
        (Edit(f"{RULES}/gossip.py", "return uniform >= goes_on", "return False"),),
        ("tests/model/test_whisper.py",),
    ),
    Mutant(
        "talk-without-belief",
        "What is said moves listeners whatever they think of the speaker.",
        (
            Edit(
                f"{RULES}/gossip.py",
                "esteem - p.negative * esteem_for_speaker * esteem",
                "esteem - p.negative * esteem",
            ),
        ),
        ("tests/model/test_week.py::test_whoever_is_taken_for_nothing_is_not_believed",),
    ),
    Mutant(
        "visibility-unheard",
        "Who is not noticed is heard as well as everybody else (K4).",
        (Edit(f"{RULES}/voice.py", "return visibility * esteem", "return esteem"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "nobody-defers",
        "Nobody falls silent for those who are noticed and taken seriously (K8).",
        (Edit(f"{RULES}/voice.py", "(1.0 - p.deference + p.deference * (granted / n_others))", "1.0"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "demands-annoy-nobody",
        "Demanding in vain costs nothing.",
        (Edit(f"{RULES}/demand.py", "return min(1.0, p.annoy * ", "return 0.0 * min(1.0, p.annoy * "),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "met-demands-annoy",
        "Demands annoy as much where they are met as where they are not.",
        (Edit(f"{RULES}/demand.py", "* max(0.0, 1.0 - 2.0 * got)", "* 1.0"),),
        ("tests/model/test_voice.py",),
    ),
    Mutant(
        "ritual-takes-no-time",
        "A meeting full of form decides and talks as much as any other (K10).",
        (Edit(f"{RULES}/ritual.py", "return 1.0 - p.time * p.level", "return 1.0"),),
        ("tests/model/test_ritual.py",),
    ),
]

OF_CUSTOMERS = [
    Mutant(
        "discovery-without-memory",
        "The tenth excuse is seen through no more easily than the first.",
        (Edit(f"{RULES}/explanation.py", "min(1.0, p.discovery * n_excuses)", "p.discovery"),),
        ("tests/model/test_honesty.py",),
    ),
    Mutant(
        "deceit-without-scar",
        "Who was lied to trusts as before after a few visits.",
        (Edit(f"{RULES}/explanation.py", "return ceiling * (1.0 - p.scar)", "return ceiling"),),
        ("tests/model/test_honesty.py",),
    ),
    Mutant(
        "ceiling-ignored",
        "Visits win back more trust than the deceived have left to give.",
        (Edit(f"{RULES}/customers.py", "max(0.0, ceiling - goodwill)", "(1.0 - goodwill)"),),
        ("tests/model/test_honesty.py",),
    ),
    Mutant(
        "honest-words-seen-through",
        "Honest words are counted, and found out, as excuses.",
        (
            Edit(
                f"{MODEL}/customer.py", "self.excuses += told == explanation.EXTERNAL_CONSTRAINT", "self.excuses += 1"
            ),
            Edit(f"{MODEL}/staff.py", "if told == explanation.EXTERNAL_CONSTRAINT and self", "if self"),
        ),
        ("tests/model/test_honesty.py",),
    ),
    Mutant(
        "own-standing-is-worthless",
        "Customers of a well-connected salesperson get no more than those of anybody else (K8).",
        (Edit(f"{RULES}/service.py", "return 1.0 - p.personal + p.personal * (standing / usual)", "return 1.0"),),
        ("tests/test_special_cases.py::test_own_standing_brings_less_where_service_is_full[mesa]",),
    ),
]

OF_THE_REVIEW = [
    Mutant(
        "blame-does-not-hurt-ease",
        "Who is blamed for the revenue feels as well inside as before (K2).",
        (Edit(f"{RULES}/blame.py", "return blamed(ease, min(1.0, p.ease * accused))", "return ease"),),
        ("tests/model/test_blame.py::test_the_blamed_lose_ease_in_the_review_itself_and_nobody_else_does",),
    ),
    Mutant(
        "sales-is-always-blamed",
        "Whoever faces customers is blamed, whomever the company blames.",
        (
            Edit(
                f"{SCENARIO}/layout.py",
                "int(each.faces_customers if each.blamed is None else each.blamed)",
                "int(each.faces_customers)",
            ),
        ),
        ("tests/model/test_blame.py::test_the_blamed_lose_ease_in_the_review_itself_and_nobody_else_does",),
    ),
    Mutant(
        "voice-does-not-protect",
        "A department is blamed as much with all of the influence as with none (K1).",
        (Edit(f"{RULES}/blame.py", "p.blame * missed * (1.0 - influence_share)", "p.blame * missed"),),
        ("tests/model/test_blame.py::test_the_more_influence_a_department_has_the_less_it_is_blamed",),
    ),
    Mutant(
        "credit-is-blame",
        "A success lowers those who are visible.",
        (Edit(f"{RULES}/blame.py", "esteem + p.credit * exceeded", "esteem - p.credit * exceeded"),),
        ("tests/model/test_esteem_and_regard.py",),
    ),
]

OF_TIME = [
    Mutant(
        "timeline-unclipped",
        "Interventions together carry parameters beyond their bounds.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "return np.clip(after, PARAMETERS[key].parameter.low, PARAMETERS[key].parameter.high)",
                "return after",
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "rank-ignored",
        "An intervention for one rank reaches all.",
        (Edit(f"{SCENARIO}/timeline.py", "ranks = _listed(target.rank, RANKS)", "ranks = list(RANKS)"),),
        OF_TIMELINES,
    ),
    Mutant(
        "department-ignored",
        "An intervention for one department reaches all.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "departments = _listed(target.department, scenario.departments)",
                "departments = list(scenario.departments)",
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "ramp-ignored",
        "Interventions begin at full strength, however slowly they are to begin.",
        (
            Edit(
                f"{SCENARIO}/timeline.py", "min(1.0, (week - intervention.start + 1) / (intervention.ramp + 1))", "1.0"
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "interventions-never-end",
        "Interventions go on after their last week.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "if week < intervention.start or (intervention.end is not None and week > intervention.end):",
                "if week < intervention.start:",
            ),
        ),
        OF_TIMELINES,
    ),
]

TABLE = [*OF_ATTENDANCE, *OF_TALK, *OF_CUSTOMERS, *OF_THE_REVIEW, *OF_TIME, *OF_EXPERIMENTS]
