"""Mutants of who comes to meetings, and why."""

from tests.mutants.mutant import KERNEL, MODEL, RULES, SCENARIO, Edit, Mutant

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
