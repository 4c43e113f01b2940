from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import load

Mistakes = Callable[..., list[str]]


def test_complete_scenario_loads_with_defaults(company: Path) -> None:
    scenario = load(company)
    assert scenario.weeks == 52
    assert scenario.replicates == 200
    assert scenario.departments["sales"].set == {"attendance.norm": 9.0}
    assert list(scenario.departments) == ["sales", "works"]


def test_first_mistake_is_the_message(company: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        load(company, ["weeks=0", "seed=-1"])
    assert str(refused.value) == refused.value.problems[0]
    assert len(refused.value.problems) == 2


def test_misspelt_key_names_the_nearest_one(mistakes: Mistakes) -> None:
    assert mistakes("gosip: {rate: 0.5}\n") == [
        "own.yaml:2 gosip: must be a known key, got 'gosip'; did you mean 'gossip'?"
    ]


def test_misspelt_key_deep_inside_names_the_nearest_one(mistakes: Mistakes) -> None:
    assert mistakes("departments:\n  sales:\n    imgae: 0.4\n") == [
        "own.yaml:4 departments.sales.imgae: must be a known key, got 'imgae'; did you mean 'image'?"
    ]


def test_key_like_no_other_lists_the_few_there_are(mistakes: Mistakes) -> None:
    assert mistakes("title: {fr: Petite entreprise}\n") == ["own.yaml:2 title.fr: must be one of en, de, got 'fr'"]


def test_key_like_no_other_among_many_says_where_they_are_listed(mistakes: Mistakes) -> None:
    assert mistakes("xyz: 1\n") == ["own.yaml:2 xyz: must be a known key, got 'xyz'; 'flurfunk explain' lists them"]


def test_parameter_at_the_top_says_where_it_belongs(mistakes: Mistakes) -> None:
    assert mistakes("gossip.rate: 0.5\n") == [
        "own.yaml:2 gossip.rate: must be a known key, got 'gossip.rate'; write 'rate' below 'gossip'"
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2", "2"),
        ("-0.1", "-0.1"),
        ("true", "true"),
        ("yes", "'yes'"),
        ("null", "nothing"),
        ("", "nothing"),
        ("'0.5'", "'0.5'; did you mean 0.5?"),
        ("0,5", "'0,5'; did you mean 0.5?"),
        ("2020-01-01", "'2020-01-01'"),
        ("1e999", "1e999"),
        ("-1e999", "-1e999"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("[]", "an empty list"),
        ("[0.5]", "a list"),
        ("{}", "an empty mapping"),
        ("9" * 400, "9" * 59 + "…"),
    ],
)
def test_what_is_no_number_within_bounds_is_refused(mistakes: Mistakes, written: str, told: str) -> None:
    assert mistakes(f"gossip:\n  neutral: {written}\n") == [
        f"own.yaml:3 gossip.neutral: must be a number between 0 and 1, got {told}"
    ]


@pytest.mark.parametrize("written", ["2.5", "52.0", "1e1", "true", "'52'", "0", "5201", "9" * 400, "0x10", "12:30"])
def test_what_is_no_whole_number_within_bounds_is_refused(mistakes: Mistakes, written: str) -> None:
    (found,) = mistakes(f"weeks: {written}\n")
    assert found.startswith("own.yaml:2 weeks: must be a whole number between 1 and 5200, got ")


@pytest.mark.parametrize(("written", "value"), [("1", 1.0), (".5", 0.5), ("5e-1", 0.5), ("+0.5", 0.5), ("-0", 0.0)])
def test_every_way_to_write_a_number_is_read(company: Path, written: str, value: float) -> None:
    found = load(company, [f"gossip.rate={written}"])
    assert found.model_dump()["gossip"]["rate"] == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: Firm\n", "title: must be a mapping of en, de, got 'Firm'"),
        ("departments: []\n", "departments: must be a mapping of 1 to 50 names, got an empty list"),
        ("gossip: 3\n", "gossip: must be a mapping of rate, inhibit, neutral, negativity, negative, positive, got 3"),
        ("focus: 3\n", "focus: must be a text, got 3"),
        ("departments: {sales: {faces_customers: yes}}\n",
         "departments.sales.faces_customers: must be true or false, got 'yes'"),
        ("departments: {sales: {topic: Customers}}\n",
         "departments.sales.topic: must be a name of small letters, digits and _ that starts with a letter,"
         " at most 40 long, got 'Customers'"),
        ("meetings: {Big One: {title: {en: A, de: A}, roster: {sales: {head: 1}}}}\n",
         "meetings.Big One: must be a name of small letters, digits and _ that starts with a letter,"
         " at most 40 long, got 'Big One'"),
        ("interventions: {quota: {set: null, add: {attendance.norm: 1}, target: {rank: [lead, haed]}}}\n",
         "interventions.quota.target.rank: must be one of staff, lead, head, got 'haed'; did you mean 'head'?"),
        ("interventions: {quota: {set: null, add: {attendance.norm: 1}, target: {department: 3}}}\n",
         "interventions.quota.target.department: must be a text, or a list of such, got 3"),
        ("interventions: {other: {start: 3, set: {gossip.rate: 1}}}\n",
         "interventions.other.title: must be given, got nothing"),
        ("title: {en: " + "x" * 5000 + "}\n",
         "title.en: must be a text of at most 4000 characters, got '" + "x" * 59 + "…'"),
    ],
)  # fmt: skip
def test_value_of_another_type_is_told_what_it_must_be(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(text) == [f"own.yaml:2 {told}"]


def test_classes_of_customers_may_be_called_a_b_c(mistakes: Mistakes) -> None:
    assert mistakes("portfolio: {classes: {A: {share: 1, potential: 1, comfort: 0.5}}}\n") == []
    assert mistakes("portfolio: {classes: {'1': {share: 1, potential: 1, comfort: 0.5}}}\n") == [
        "own.yaml:2 portfolio.classes.1: must be a name of letters, digits and _ that starts with a letter,"
        " at most 40 long, got '1'"
    ]


def test_missing_parts_are_told_at_the_line_of_what_should_hold_them(folder: Path, problems_of: Mistakes) -> None:
    (folder / "own.yaml").write_text("# nothing yet\ntitle: {en: A}\n", encoding="utf-8")
    assert problems_of("own.yaml") == [
        "own.yaml:2 title.de: must be given, got nothing",
        "own.yaml:2 story: must be given, got nothing",
        "own.yaml:2 departments: must be given, got nothing",
    ]


def test_all_mistakes_of_a_file_are_found_in_the_order_of_its_lines(mistakes: Mistakes) -> None:
    text = """\
weeks: 0
weeks: 3
gosip: {}
departments: {sales: {imgae: 1}}
meetings:
  planning: {offset: 3}
  budget: {roster: {works: {lead: 3}}, set: {voice.lead: 1}}
  third: {roster: {wroks: {lead: 1}}, title: {en: A, de: A}}
portfolio: {classes: {A: {share: 0.5, potential: 1, comfort: 1}}}
focus: sails
interventions:
  late: {title: {en: A, de: A}, start: 90, add: {gossip.rat: 1}}
  quota: {set: {agenda.quota: 3}, target: {meeting: bugdet}}
"""
    assert [each.partition(": must")[0] for each in mistakes(text)] == [
        "own.yaml:2 weeks",
        "own.yaml:3 weeks",
        "own.yaml:4 gosip",
        "own.yaml:5 departments.sales.imgae",
        "own.yaml:7 meetings.planning.offset",
        "own.yaml:8 meetings.budget.set.voice.lead",
        "own.yaml:9 meetings.third.roster.wroks",
        "own.yaml:10 portfolio.classes",
        "own.yaml:11 focus",
        "own.yaml:13 interventions.late.add.gossip.rat",
        "own.yaml:14 interventions.quota.set.agenda.quota",
        "own.yaml:14 interventions.quota.target.meeting",
    ]


def test_mistake_elsewhere_is_not_blamed_on_what_depends_on_it(mistakes: Mistakes) -> None:
    text = "departments: {works: {lead: many}}\nmeetings: {budget: {roster: {works: {lead: 9}}}}\n"
    assert mistakes(text) == [
        "own.yaml:2 departments.works.lead: must be a whole number between 0 and 1000000, got 'many'"
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("gossip: {rate: '0,4'}", "gossip.rate: must be a number between 0 and 1, got '0,4'; did you mean 0.4?"),
        ("weeks: ４", "weeks: must be a whole number between 1 and 5200, got '４'; did you mean 4?"),
        ("weeks: '1.000'", "weeks: must be a whole number between 1 and 5200, got '1.000'; did you mean 1000?"),
        ("weeks: '4'", "weeks: must be a whole number between 1 and 5200, got '4'; did you mean 4?"),
    ],
)
def test_a_number_written_otherwise_is_told_as_it_is_read(mistakes: Mistakes, written: str, told: str) -> None:
    assert mistakes(written) == [f"own.yaml:2 {told}"]


def test_a_decimal_comma_inside_braces_is_told(mistakes: Mistakes) -> None:
    (told,) = mistakes("gossip: {rate: 0,4}")
    assert told.endswith("got '4'; decimals take a point, not a comma")


def test_a_wrong_alias_is_told_where_it_is_used(mistakes: Mistakes) -> None:
    assert mistakes("attendance: {norm: &n 4}\ngossip:\n  rate: *n\n") == [
        "own.yaml:4 gossip.rate: must be a number between 0 and 1, got 4"
    ]


def test_a_study_is_told_as_one_where_a_scenario_is_wanted(company: Path) -> None:
    study = company.with_name("study.yaml")
    study.write_text(f"scenario: {company.name}\nparameters: {{}}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"study\.yaml:1: must be a scenario, got a study, which flurfunk sweep"):
        load(study)
