from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario import load

Mistakes = Callable[..., list[str]]


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_file_over_three_levels_wins_over_what_it_extends(folder: Path, company: Path) -> None:
    _write(
        folder,
        middle="extends: company.yaml\nweeks: 30\ndepartments: {sales: {image: 0.2, staff: 8}}\n",
        top="extends: middle.yaml\ndepartments: {sales: {image: 0.9}}\n",
    )
    scenario = load("top.yaml")
    assert scenario.weeks == 30
    sales = scenario.departments["sales"]
    assert (sales.image, sales.staff, sales.lead) == (0.9, 8, 1)
    assert scenario.departments["works"].staff == 9


def test_mistake_is_told_in_the_file_and_line_where_it_was_written(
    folder: Path, company: Path, problems_of: Mistakes
) -> None:
    _write(
        folder,
        middle="# comment\nextends: company.yaml\nweeks: 30\ngossip: {rate: 7}\n",
        top="extends: middle.yaml\ndepartments:\n  sales:\n    image: 2\nfocus: sails\n",
    )
    company.write_text(company.read_text(encoding="utf-8") + "seed: x\n", encoding="utf-8")
    assert problems_of("top.yaml") == [
        "top.yaml:4 departments.sales.image: must be a number between 0 and 1, got 2",
        "top.yaml:5 focus: must name a department, got 'sails'; did you mean 'sales'?",
        "middle.yaml:4 gossip.rate: must be a number between 0 and 1, got 7",
        "company.yaml:16 seed: must be a whole number between 0 and 4294967295, got 'x'",
    ]


def test_extended_file_is_found_beside_the_file_that_extends_it(folder: Path, company: Path) -> None:
    (folder / "deeper").mkdir()
    (folder / "deeper" / "own.yaml").write_text("extends: ../company.yaml\nweeks: 99\n", encoding="utf-8")
    assert load("deeper/own.yaml").weeks == 99


def test_null_removes_what_the_extended_file_has(mistakes: Mistakes) -> None:
    text = (
        "meetings: {budget: null}\ninterventions: {quota: null}\ndepartments: {sales: {set: {attendance.norm: null}}}\n"
    )
    assert mistakes(text) == []
    scenario = load("own.yaml")
    assert list(scenario.meetings) == ["planning"]
    assert scenario.interventions == {}
    assert scenario.departments["sales"].set == {}


def test_value_left_empty_removes_nothing(mistakes: Mistakes) -> None:
    assert mistakes("weeks:\nmeetings:\n  budget:\n") == [
        "own.yaml:2 weeks: must be a whole number between 1 and 5200, got nothing",
        "own.yaml:4 meetings.budget: must be a mapping, or name a meeting of an extended file to remove, got nothing",
    ]


def test_null_for_a_name_that_is_not_there_names_the_nearest_one(mistakes: Mistakes) -> None:
    assert mistakes("meetings: {budgte: null}\n") == [
        "own.yaml:2 meetings.budgte: must be a mapping, or name a meeting of an extended file to remove,"
        " got nothing; did you mean 'budget'?"
    ]


@pytest.mark.parametrize(
    ("extends", "told"),
    [
        ("compny.yaml", "be an existing file, got 'compny.yaml': nothing there; did you mean 'company.yaml'?"),
        ("own.yaml", "not lead back to a file that extends this one, got 'own.yaml'"),
        ("..", "be a file, got '..': a folder"),
        ("[company.yaml]", "be the name of a file, got a list"),
        ("3", "be the name of a file, got 3"),
    ],
)
def test_extends_that_leads_nowhere_is_told_with_its_line(
    folder: Path, company: Path, problems_of: Mistakes, extends: str, told: str
) -> None:
    _write(folder, own=f"weeks: 3\nextends: {extends}\n")
    assert problems_of("own.yaml") == [f"own.yaml:2 extends: must {told}"]


def test_circle_of_files_is_told_where_it_closes(folder: Path, problems_of: Mistakes) -> None:
    _write(folder, a="extends: b.yaml\n", b="extends: c.yaml\n", c="weeks: 1\nextends: a.yaml\n")
    assert problems_of("a.yaml") == [
        "c.yaml:2 extends: must not lead back to a file that extends this one, got 'a.yaml'"
    ]


def test_link_back_is_a_circle_too(folder: Path, problems_of: Mistakes) -> None:
    _write(folder, a="extends: b.yaml\n")
    (folder / "b.yaml").symlink_to(folder / "a.yaml")
    assert problems_of("a.yaml") == [
        "a.yaml:1 extends: must not lead back to a file that extends this one, got 'a.yaml'"
    ]


def test_long_chain_of_files_is_followed(folder: Path, company: Path) -> None:
    previous = "company"
    for number in range(300):
        _write(folder, **{f"f{number}": f"extends: {previous}.yaml\nseed: {number}\n"})
        previous = f"f{number}"
    assert load("f299.yaml").seed == 299


def test_set_wins_over_the_file_and_the_last_one_over_the_first(company: Path) -> None:
    scenario = load(company, ["weeks=10", "departments.sales.image=0.3", "weeks=20", "interventions.quota.start=5"])
    assert (scenario.weeks, scenario.departments["sales"].image) == (20, 0.3)
    assert scenario.interventions["quota"].start == 5


def test_set_reaches_dotted_parameters(company: Path) -> None:
    overrides = [
        "gossip.inhibit=0.2",
        "departments.works.set.attendance.norm=2",
        "meetings.budget.set.gossip.inhibit=0.1",
        "interventions.quota.set.agenda.quota=0.5",
    ]
    scenario = load(company, overrides)
    assert scenario.model_dump()["gossip"]["inhibit"] == 0.2
    assert scenario.departments["works"].set == {"attendance.norm": 2}
    assert scenario.meetings["budget"].set == {"gossip.inhibit": 0.1}
    assert scenario.interventions["quota"].set == {"agenda.quota": 0.5}


def test_set_to_null_removes(company: Path) -> None:
    assert list(load(company, ["meetings.budget=null"]).meetings) == ["planning"]


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("weeks", ": must be of the form KEY=VALUE, got 'weeks'"),
        ("=3", ": must be of the form KEY=VALUE, got '=3'"),
        ("a..b=3", ": must be of the form KEY=VALUE, got 'a..b=3'"),
        (".".join("a" * 30) + "=3", ": must be of the form KEY=VALUE, got 'a.a."),
        ("weeks=", ": must be of the form KEY=VALUE, got 'weeks='"),
        ("departments.works=", ": must be of the form KEY=VALUE, got 'departments.works='"),
        ("weeks=soon", " weeks: must be a whole number between 1 and 5200, got 'soon'"),
        ("weeks=[", " weeks: must be valid YAML, got nothing where a value should follow"),
        ("weeks=&x [*x]", " weeks: must repeat an anchor that ended before, got *x"),
        ("gosip.rate=1", " gosip: must be a known key, got 'gosip'; did you mean 'gossip'?"),
        ("gossip.rat=1", " gossip.rat: must be a known key, got 'rat'; did you mean 'rate'?"),
        ("gossip.rate=2", " gossip.rate: must be a number between 0 and 1, got 2"),
        ("departments.slaes.image=0.3",
         " departments.slaes.image: must name a department of the scenario, got 'slaes'; did you mean 'sales'?"),
        ("departments.sales.set.attendance.nrom=1",
         " departments.sales.set.attendance.nrom: must be a parameter of persons, got 'attendance.nrom';"
         " did you mean 'attendance.norm'?"),
        ("interventions.quotas.start=3",
         " interventions.quotas.start: must name an intervention of the scenario, got 'quotas'; did you mean 'quota'?"),
        ("title.en=\x1b[31mred", " title.en: must be valid YAML, got an unprintable character"),
    ],
)  # fmt: skip
def test_mistake_in_set_is_told_by_its_key(company: Path, problems_of: Mistakes, override: str, told: str) -> None:
    (found,) = problems_of("company.yaml", override)
    assert found.startswith(f"overrides{told}")
