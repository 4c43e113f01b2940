"""What a scenario may say, with unit, bounds and meaning of every field."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model

from sim.scenario.mechanisms import FORMS_KEY, FORMS_SECTION, SECTIONS, Section

Rank = Literal["staff", "lead", "head"]
Measure = Literal["image", "influence", "attendance", "resources", "revenue", "c_visits"]
RANKS: tuple[Rank, ...] = ("staff", "lead", "head")
HALF_DAYS_PER_WEEK = 10
MAX_PEOPLE = 1_000_000

Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ClassName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Values = dict[str, float]


class Text(Section):
    """A text in both languages of the reports."""

    en: str = Field(max_length=4000, description="English.")
    de: str = Field(max_length=4000, description="German.")


def _field(default: Any, low: float, high: float, unit: str, meaning: str) -> Any:
    return Field(default=default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})


class Charisma(Section):
    """Mean charisma of the people of a department, by rank; each person's is drawn around it."""

    staff: float = _field(0.5, 0, 1, "charisma", "Mean charisma of people without a leading role.")
    lead: float = _field(0.5, 0, 1, "charisma", "Mean charisma of team leads.")
    head: float = _field(0.5, 0, 1, "charisma", "Mean charisma of heads of department.")


class Department(Section):
    """A department: who works there and how it is seen at the start."""

    title: Text = Field(description="Name in reports.")
    topic: Name | None = Field(default=None, description="What the department cares about; its own name if left out.")
    faces_customers: bool = Field(
        default=False, description="Whether its people own customers and may be away for them."
    )
    blamed: bool | None = Field(
        default=None,
        description="Whether it is blamed when revenue misses the plan; as whoever faces customers if left out.",
    )
    staff: int = _field(0, 0, MAX_PEOPLE, "people", "People without a leading role.")
    lead: int = _field(0, 0, MAX_PEOPLE, "people", "Team leads.")
    head: int = _field(1, 0, MAX_PEOPLE, "people", "Heads of department.")
    image: float = _field(0.5, 0, 1, "level", "Regard of the other departments for this one at the start.")
    team_size: int = _field(7, 2, 100, "people", "Size of the teams that hold a weekly team meeting.")
    interest: float = _field(0.8, 0, 1, "share", "Share of a person's interest that the job binds to the own topic.")
    charisma: Charisma = Field(default=Charisma(), description="How charismatic its people are, by rank.")
    set: Values = Field(default={}, description="Parameters of persons that differ here: `attendance.norm: 1`.")


class Seats(Section):
    """Seats of one department in a meeting, by rank."""

    staff: int = _field(0, 0, 1000, "people", "Seats for staff.")
    lead: int = _field(0, 0, 1000, "people", "Seats for team leads.")
    head: int = _field(0, 0, 1000, "people", "Seats for heads.")


class Meeting(Section):
    """A series of meetings with a fixed roster."""

    title: Text = Field(description="Name in reports.")
    roster: dict[str, Seats] = Field(min_length=1, description="Seats by department.")
    every: int = _field(1, 1, 52, "weeks", "A meeting every so many weeks.")
    offset: int = _field(0, 0, 51, "weeks", "Weeks before the first one.")
    slot: int = _field(0, 0, HALF_DAYS_PER_WEEK - 1, "half-day", "Half-day of the week, Monday morning is 0.")
    per_people: int | None = Field(
        default=None,
        ge=1,
        le=MAX_PEOPLE,
        json_schema_extra={"unit": "people"},
        description="One such meeting, with its own roster, per so many people of the company; one in all if left out.",
    )
    set: Values = Field(
        default={},
        description="Parameters of meetings, and of people in them, that differ here: `allocation.weight: 2`.",
    )


class CustomerClass(Section):
    """A class of customers."""

    share: float = _field(..., 0, 1, "share", "Share of a person's customers.")
    potential: float = _field(..., 0, 1, "share", "Share of the potential.")
    comfort: float = _field(..., 0, 1, "level", "How pleasant a visit is.")


class Portfolio(Section):
    """The customers every person of a customer-facing department owns."""

    customers_per_person: int = _field(20, 0, 1000, "customers", "Customers of one person; 0 for none.")
    classes: dict[ClassName, CustomerClass] = Field(
        default={
            "A": CustomerClass(share=0.10, potential=0.75, comfort=0.2),
            "B": CustomerClass(share=0.20, potential=0.15, comfort=0.5),
            "C": CustomerClass(share=0.70, potential=0.10, comfort=0.9),
        },
        min_length=1,
        max_length=9,
        description="Classes, the most valuable first; shares and potentials each sum to 1.",
    )


class Initial(Section):
    """State at the start."""

    visibility: float = _field(0.3, 0, 1, "level", "Visibility of everybody on one's rosters.")
    esteem_charisma: float = _field(
        0.2, 0, 1, "level per unit", "How much charisma shifts the esteem for a person from the department's image."
    )
    own_image: float = _field(0.6, 0, 1, "level", "Regard of people for their own department.")
    ease: float = _field(0.55, 0, 1, "level", "How at ease people feel inside.")
    heard: float = _field(0.5, 0, 1, "level", "How well people feel heard.")
    goodwill: float = _field(0.6, 0, 1, "level", "Goodwill of every customer.")
    service: float = _field(0.7, 0, 1, "level", "Service level.")


class Target(Section):
    """Whom an intervention reaches; whatever is left out reaches all."""

    department: list[str] | str | None = Field(default=None, description="Departments.")
    rank: list[Rank] | Rank | None = Field(default=None, description="Ranks.")
    meeting: list[str] | str | None = Field(default=None, description="Meetings.")


class Intervention(Section):
    """A named change of parameters over time."""

    title: Text = Field(description="Name in reports.")
    start: int = _field(..., 1, 5200, "week", "First week.")
    end: int | None = Field(
        default=None,
        ge=1,
        le=5200,
        json_schema_extra={"unit": "week"},
        description="Last week; the last of the run if left out.",
    )
    ramp: int = _field(0, 0, 5200, "weeks", "Weeks until the full strength, in equal steps.")
    strength: float = _field(1.0, 0, 1, "share", "Share of the change that is made in the end: 0.5 goes half the way.")
    effort: float = _field(
        1.0, 0, 1e6, "effort per week", "What a week at strength 1 costs, in a unit of your own; moves no result."
    )
    target: Target = Field(default=Target(), description="Whom it reaches.")
    set: Values = Field(default={}, description="Parameters and their new values.")
    add: Values = Field(
        default={}, description="Parameters and what is added to them; overlaps are clipped to the bounds."
    )
    scale: Values = Field(
        default={}, description="Parameters and what they are multiplied with; overlaps are clipped to the bounds."
    )


class Order(Section):
    """What is ordered for one date: who is at a meeting or is not, and what becomes of a date with a customer."""

    week: int = _field(..., 1, 5200, "week", "Week of the meeting.")
    meeting: str = Field(
        max_length=100,
        description="The meeting; of several alike all, or one by its number: `management.2`, `sales.team.1`.",
    )
    who: list[str] | str = Field(
        description="People invited there: a department, a rank of it, a person: `sales`, `sales.head`, `sales.lead.2`."
    )
    go: bool = Field(description="Whether they are there, or are not; only illness and holidays come first.")
    customer: ClassName | None = Field(
        default=None,
        description="Class of customers: who goes cancels a date with one of it, who does not go visits one of it.",
    )
    told: Literal["nothing", "honest", "external"] | None = Field(
        default=None, description="What a customer hears whose date is cancelled; as usual if left out."
    )


class Shows(Section):
    """What the scenario claims to show; checked against the runs."""

    outcome: Literal["collapse", "decline", "stable", "recovery", "rise", "undecided"] = Field(
        description="What happens to the department in focus."
    )
    claim: Text = Field(description="The claim in a sentence.")
    against: str | None = Field(default=None, description="Scenario file it is compared with, luck for luck.")
    higher: list[Measure] = Field(default=[], description="Measures higher than there in the last quarter.")
    lower: list[Measure] = Field(default=[], description="Measures lower than there in the last quarter.")
    equal: list[Measure] = Field(default=[], description="Measures that differ from there by nothing worth naming.")


class Structure(Section):
    """A scenario without its mechanisms."""

    title: Text = Field(description="Title in reports.")
    story: Text = Field(description="The story in a few sentences.")
    shows: Shows | None = Field(default=None, description="What it claims to show.")
    weeks: int = _field(104, 1, 5200, "weeks", "Length of a run.")
    replicates: int = _field(200, 1, 4_294_967_295, "replicates", "Number of runs with different luck.")
    seed: int = _field(1, 0, 4_294_967_295, "seed", "Seed; same seed, same luck in every scenario.")
    focus: str | None = Field(
        default=None, description="Department whose story is told; the first that faces customers if left out."
    )
    departments: dict[Name, Department] = Field(min_length=1, max_length=50, description="Departments.")
    portfolio: Portfolio = Field(default=Portfolio(), description="Customers.")
    meetings: dict[Name, Meeting] = Field(default={}, max_length=1000, description="Meetings beside the teams' own.")
    initial: Initial = Field(default=Initial(), description="State at the start.")
    interventions: dict[Name, Intervention] = Field(default={}, max_length=100, description="Timeline of changes.")
    orders: list[Order] = Field(default=[], max_length=5000, description="Who is at one date, or is not.")


_SECTION_FIELDS: dict[str, Any] = {
    name: (section, Field(default=section(), description=(section.__doc__ or "").strip()))
    for name, section in {**SECTIONS, FORMS_KEY: FORMS_SECTION}.items()
}

if TYPE_CHECKING:
    Scenario = Structure
else:
    Scenario = create_model(
        "Scenario", __base__=Structure, __doc__="A whole scenario.", __module__=__name__, **_SECTION_FIELDS
    )
