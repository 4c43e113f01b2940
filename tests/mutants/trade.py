"""Mutants of what customers get and make of it, and of whom one blames and praises for that."""

from tests.mutants.mutant import MODEL, RULES, SCENARIO, Edit, Mutant

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
