"""Random small companies, parameters and interventions, for properties that hold of all of them."""

from typing import Any

from hypothesis import strategies as st

from sim.chance import MAX_SEED
from sim.rules.parameter import Parameter
from sim.scenario.commands import WORDS, Invitations, customers, is_due
from sim.scenario.mechanisms import FORMS, PARAMETERS
from sim.scenario.schema import RANKS, Order, Scenario

SHARES = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
SEEDS = st.one_of(st.integers(0, 3), st.integers(0, MAX_SEED))
NAMES = ["sales", "production", "finance", "service", "research"]
TOPICS = [None, "customers", "plant"]
CLASSES = [
    {"A": (0.1, 0.75, 0.2), "B": (0.2, 0.15, 0.5), "C": (0.7, 0.1, 0.9)},
    {"all": (1.0, 1.0, 0.5)},
    {"worthless": (0.0, 1.0, 0.0), "real": (1.0, 0.0, 1.0)},
    {"large": (0.5, 1.0, 1.0), "small": (0.5, 0.0, 0.0)},
]
TITLE = {"en": "", "de": ""}


def values(parameter: Parameter) -> st.SearchStrategy[float]:
    """Values of a parameter, often its default or one of its bounds."""
    low, high = float(parameter.low), float(parameter.high)
    return st.one_of(st.sampled_from([float(parameter.default), low, high]), st.floats(low, high))


@st.composite
def settings_of(draw: st.DrawFn, scope: str | None = None, at_most: int = 6) -> dict[str, float]:
    """Some parameters, of a scope or of all."""
    keys = [key for key, each in PARAMETERS.items() if scope in (None, each.scope)]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=at_most))
    return {key: draw(values(PARAMETERS[key].parameter)) for key in chosen}


@st.composite
def there_of_people(draw: st.DrawFn) -> dict[str, float]:
    """Some parameters of people that may differ by meeting."""
    found = draw(settings_of("person"))
    return {key: value for key, value in found.items() if not PARAMETERS[key].parameter.is_weekly}


@st.composite
def mechanisms(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Sections of a scenario: some parameters at random, or all at one of their bounds or the other."""
    if draw(st.booleans()):
        found = draw(settings_of(at_most=20))
    else:
        extremes = draw(st.lists(st.booleans(), min_size=len(PARAMETERS), max_size=len(PARAMETERS)))
        found = {
            key: float(each.parameter.high if high else each.parameter.low)
            for (key, each), high in zip(PARAMETERS.items(), extremes, strict=True)
        }
    sections: dict[str, dict[str, float]] = {}
    for key, value in found.items():
        mechanism, name = key.split(".")
        sections.setdefault(mechanism, {})[name] = value
    return sections


@st.composite
def departments(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """One to five departments with somebody in at least one of them."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5))
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        found[name] = {
            "title": TITLE,
            "head": draw(st.integers(0, 2)),
            "lead": draw(st.integers(0, 2)),
            "staff": draw(st.integers(0, 4)),
            "topic": draw(st.sampled_from(TOPICS)),
            "faces_customers": draw(st.booleans()),
            "blamed": draw(st.sampled_from([None, False, True])),
            "image": draw(SHARES),
            "team_size": draw(st.integers(2, 5)),
            "interest": draw(SHARES),
            "charisma": {rank: draw(SHARES) for rank in draw(st.sets(st.sampled_from(RANKS)))},
            "set": draw(settings_of("person")),
        }
    if not any(each[rank] for each in found.values() for rank in RANKS):
        found[names[0]]["head"] = 1
    return found


@st.composite
def meetings(draw: st.DrawFn, of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """None to four meetings of people that there are, some in the same half-day."""
    there = [(name, rank) for name, each in of.items() for rank in RANKS if each[rank]]
    found: dict[str, Any] = {}
    for number in range(draw(st.integers(0, 4))):
        roster: dict[str, dict[str, int]] = {}
        for name, rank in draw(st.lists(st.sampled_from(there), unique=True, min_size=1, max_size=6)):
            roster.setdefault(name, {})[rank] = draw(st.integers(1, of[name][rank]))
        every = draw(st.integers(1, 4))
        found[f"meeting_{number}"] = {
            "title": TITLE,
            "roster": roster,
            "every": every,
            "offset": draw(st.integers(0, every - 1)),
            "slot": draw(st.integers(0, 3)),
            "per_people": draw(st.one_of(st.none(), st.integers(3, 20))),
            "set": {**draw(settings_of("meeting")), **draw(st.one_of(st.just({}), there_of_people()))},
        }
    return found


@st.composite
def interventions(draw: st.DrawFn, of: dict[str, Any], weeks: int) -> dict[str, Any]:
    """None to three interventions, with ramps and targets."""
    found: dict[str, Any] = {}
    for number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(1, weeks))
        targets = {
            "department": st.lists(st.sampled_from(sorted(of["departments"])), min_size=1, unique=True),
            "rank": st.sampled_from(RANKS),
            "meeting": st.sampled_from([*of["meetings"], "none"]),
        }
        changes = draw(settings_of(at_most=3))
        keys = st.sampled_from(sorted(PARAMETERS))
        found[f"intervention_{number}"] = {
            "title": TITLE,
            "start": start,
            "end": draw(st.one_of(st.none(), st.integers(start, weeks))),
            "ramp": draw(st.integers(0, 6)),
            "strength": draw(st.sampled_from([0.0, 0.3, 1.0])),
            "target": draw(st.fixed_dictionaries({}, optional=targets)),
            "set": changes,
            "add": draw(st.dictionaries(keys, st.floats(-2, 2), max_size=2)),
            "scale": draw(st.dictionaries(keys, st.floats(0, 3), max_size=2)),
        }
    return found


@st.composite
def orders(draw: st.DrawFn, company: Scenario) -> list[Order]:
    """None to twelve orders of which none contradicts another."""
    invitations = Invitations.of(company)
    names = [name for name, numbers in invitations.named.items() if numbers]
    taken: set[tuple[int, int, int]] = set()
    found: list[Order] = []
    for _ in range(draw(st.integers(0, 12)) if names else 0):
        meeting = draw(st.sampled_from(names))
        series = invitations.meetings[invitations.named[meeting][0]]
        invited = [person for person, of in zip(series.seats, series.principals, strict=True) if of < 0]
        parts = invitations.name(draw(st.sampled_from(invited))).split(".")
        order = Order(
            week=draw(st.integers(1, company.weeks)),
            meeting=meeting,
            who=".".join(parts[: draw(st.integers(1, 3))]),
            go=draw(st.booleans()),
            customer=draw(st.sampled_from([None, *company.portfolio.classes])),
            told=draw(st.sampled_from(list(WORDS))),
        )
        slots = {number: invitations.meetings[number].slot for number in invitations.named[meeting]}
        dates = {(order.week, slots[number], person) for number, person in invitations.dates(order)}
        if is_due(series, order.week) and not dates & taken and (order.customer is None or customers(company, order)):
            taken |= dates
            found.append(order)
    return found


@st.composite
def companies(draw: st.DrawFn) -> Scenario:
    """Valid scenarios of small companies over a few weeks."""
    weeks = draw(st.integers(1, 28))
    given: dict[str, Any] = {"departments": draw(departments())}
    given["meetings"] = draw(meetings(given["departments"]))
    columns = ("share", "potential", "comfort")
    classes = draw(st.sampled_from(CLASSES))
    start = ("visibility", "esteem_charisma", "own_image", "ease", "heard", "goodwill", "service")
    company = Scenario.model_validate(
        {
            "title": TITLE,
            "story": TITLE,
            "weeks": weeks,
            **given,
            "interventions": draw(interventions(given, weeks)),
            "portfolio": {
                "customers_per_person": draw(st.integers(0, 6)),
                "classes": {name: dict(zip(columns, row, strict=True)) for name, row in classes.items()},
            },
            "initial": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(start, SHARES))),
            **draw(mechanisms()),
            "forms": {name: draw(st.sampled_from(form.choices)) for name, form in FORMS.items()},
        }
    )
    return company.model_copy(update={"orders": draw(orders(company))})
