"""What an ensemble costs, judged by the scenario alone, before anything is built: a link must not buy an hour."""

from sim.errors import ScenarioError
from sim.scenario.schema import Department, Structure

FIRST = 8  # replicates below which bands say nothing; what everybody gets, however many wait
COARSE = 24
WHOLE = 200  # what is beyond, a resting page can wait for
# Operations of all replicates of an ensemble: most of a second of one core, two where others use it as well. Fewer
# would leave open in a company of a hundred people whether a few points of revenue are luck.
MOST = 1_200_000_000
BATCH = 8  # the kernel takes as many through a week side by side, and for fewer as long


def operations(scenario: Structure) -> int:
    """Operations of one replicate, roughly: people, their customers, and the pairs that meet, week by week."""
    departments = scenario.departments.values()
    everybody = sum(headcount(each) for each in departments)
    customers = sum(headcount(each) for each in departments if each.faces_customers)
    customers *= scenario.portfolio.customers_per_person
    pairs = sum(headcount(each) * each.team_size for each in departments)
    for meeting in scenario.meetings.values():
        seats = sum(each.staff + each.lead + each.head for each in meeting.roster.values())
        times = 1 if meeting.per_people is None else max(1, everybody // meeting.per_people)
        pairs += times * seats * seats // meeting.every
    return scenario.weeks * (20 * everybody + 4 * customers + 5 * pairs) + 1


def seconds(scenario: Structure, replicates: int) -> float:
    """Seconds of a core that replicates take, roughly."""
    return operations(scenario) * replicates / MOST


def headcount(department: Department) -> int:
    """People of a department."""
    return department.staff + department.lead + department.head


def affordable(scenario: Structure) -> int:
    """Replicates that a server computes for one person.

    Raises
    ------
    ScenarioError
        Where these are too few to show a band.
    """
    found = MOST // operations(scenario)
    if found < FIRST:
        people = sum(headcount(each) for each in scenario.departments.values())
        raise ScenarioError(
            f"weeks: must be few enough for a company of that size to be simulated while one waits, "
            f"got {scenario.weeks} weeks of {people:,} people"
        )
    return found


def coarse(scenario: Structure) -> int:
    """Replicates of a first look."""
    return min(COARSE, max(FIRST, affordable(scenario) // 4))
