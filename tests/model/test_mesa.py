"""What Mesa offers works on the company as Mesa's users expect."""

from statistics import mean

import mesa
import pytest

from sim.model import Company, Customer, Person, Salesperson
from sim.scenario.output import COMPANY, WEEKLY
from tests.model.small import firm


@pytest.fixture
def company() -> Company:
    company = Company(firm(weeks=3))
    company.run_model()
    return company


def test_agents_are_selected_by_type_and_state(company: Company) -> None:
    assert len(company.agents.select(agent_type=Salesperson)) == 6
    assert len(company.agents.select(agent_type=Customer)) == 30
    leads = company.people.select(lambda person: person.rank == "lead")
    assert sorted(leads.get("name")) == ["production.lead.1", "sales.lead.1"]


def test_agents_are_aggregated(company: Company) -> None:
    low, high = company.people.agg("ease", [min, max])
    assert 0 <= low < high <= 1
    assert company.customers.agg("goodwill", mean) == pytest.approx(mean(each.goodwill for each in company.customers))


def test_agents_are_grouped(company: Company) -> None:
    groups = company.people.groupby(lambda person: person.department.name)
    assert groups.count() == {"sales": 6, "production": 7}
    assert set(company.people.groupby("rank").count()) == {"head", "lead", "staff"}


def test_agents_do_things_in_any_order(company: Company) -> None:
    in_order = Company(firm(weeks=3))
    in_order.run_model()
    in_order.people.do("return_to_work")
    company.people.shuffle_do("return_to_work")
    assert company.people.get("interest") == in_order.people.get("interest")


def test_data_collector_has_every_column_of_the_results(company: Company) -> None:
    frame = company.datacollector.get_model_vars_dataframe()
    assert len(frame) == 3
    assert {*COMPANY, *(f"sales.{column}" for column in WEEKLY)} <= set(frame.columns)
    assert frame["revenue"].tolist() == [week.revenue for week in company.weeks]
    assert frame["sales.image"].tolist() == [week.image for week in company.departments["sales"].weeks]
    assert frame["production.influence"].tolist() == [
        week.influence for week in company.departments["production"].weeks
    ]


def test_data_collector_follows_every_person(company: Company) -> None:
    frame = company.datacollector.get_agenttype_vars_dataframe(Person)
    assert len(frame) == 3 * 13
    last = frame.xs(3, level="Step")
    for person in company.people:
        assert last.loc[person.unique_id].tolist() == [person.ease, person.heard, person.standing]


def test_data_collector_can_be_replaced() -> None:
    company = Company(firm(weeks=2))
    company.datacollector = mesa.DataCollector(model_reporters={"service": lambda company: company.market.service})
    company.run_model()
    assert len(company.datacollector.get_model_vars_dataframe()) == 2


def test_batch_runs_run() -> None:
    parameters = {"source": [firm(weeks=2)], "seed": [4], "replicate": [0, 1]}
    rows = mesa.batch_run(Company, parameters, display_progress=False)
    # Some versions of Mesa make a row of each person.
    revenue = {row["replicate"]: row["revenue"] for row in rows}
    assert set(revenue) == {0, 1}
    assert revenue[0] != revenue[1]


def test_no_parameter_is_named_like_one_that_mesa_passes_itself() -> None:
    """Mesa 3.5 passes `scenario`, an object of its own, to every model that takes one."""
    assert "scenario" not in Company.__init__.__annotations__
