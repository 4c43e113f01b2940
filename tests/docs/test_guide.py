"""The guide says all there is to say of scenarios, commands and results, and its examples are right."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import COMMANDS, main
from sim.cli.new import write
from sim.experiments.study.loading import load_study
from sim.results.manifest import Manifest
from sim.results.tables import TABLES
from sim.scenario.mechanisms import FORMS_KEY
from sim.scenario.output import EVENT_KINDS
from sim.scenario.schema import Structure
from sim.scenario.timeline import build
from tests.docs.pages import DOCS, PAGES, ROOT, Block, blocks, read, section, table, title

GUIDE = DOCS / "guide"
SCENARIO_BLOCKS = [(page, block) for page in PAGES for block in blocks(page) if block.language == "yaml"]
COMMAND_LINES = [
    (title(page), shlex.split(line, comments=True)[1:])
    for page in PAGES
    for block in blocks(page)
    if block.language == "bash"
    for line in block.text.splitlines()
    if line.startswith("flurfunk ")
]
QUICK = {"new", "validate", "explain", "schema"}


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def first_cells(lines: list[str]) -> list[str]:
    """Names in the first column of tables."""
    return [name for row in table(lines) for name in re.findall(r"`([^`]+)`", row[0])]


@pytest.mark.parametrize(
    ("page", "block"), SCENARIO_BLOCKS, ids=lambda each: "" if isinstance(each, Block) else title(each)
)
def test_an_example_of_a_scenario_or_a_study_is_right(page: Path, block: Block, folder: Path) -> None:
    name = block.text.splitlines()[0].removeprefix("# ")
    assert name.endswith(".yaml"), f"{title(page)}:{block.line}"
    (folder / name).write_text(block.text, encoding="utf-8")
    if "\nscenario:" in block.text:
        load_study(folder / name)
    else:
        build(sim.load(folder / name))


def test_every_key_of_a_scenario_is_told() -> None:
    told = first_cells(section(GUIDE / "scenarios.md", "## Keys"))
    assert sorted(set(told) - {"gossip"}) == sorted([*Structure.model_fields, FORMS_KEY, "extends"])


def test_every_shipped_scenario_is_told() -> None:
    told = first_cells(section(GUIDE / "scenarios.md", "## The shipped scenarios"))
    assert sorted(told) == sorted(each.stem for each in (ROOT / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_told(name: str) -> None:
    told = " ".join(section(GUIDE / "command-line.md", f"## flurfunk {name}"))
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    names = [name for each in options for name in (*each.opts, *each.secondary_opts) if name.startswith("--")]
    assert [each for each in names if not re.search(rf"{each}\b(?!-)", told)] == []


@pytest.mark.parametrize(
    ("page", "words"), COMMAND_LINES, ids=lambda each: each if isinstance(each, str) else " ".join(each)
)
def test_an_example_of_a_command_is_right(page: str, words: list[str], folder: Path) -> None:
    del page
    if words[0] != "new":
        write(folder / "my_company.yaml")
    if words[0] in QUICK:
        shown = CliRunner().invoke(main, words)
        assert shown.exit_code == 0, shown.output
        return
    found = command(words[0]).make_context(words[0], words[1:])
    asked = found.params.get("scenario")
    if asked is not None:
        sim.load(asked, found.params.get("overrides", ()))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_is_told(name: str) -> None:
    results = sim.run("scenarios/small_firm.yaml", replicates=1, weeks=2)
    told = first_cells(section(GUIDE / "results.md", f"## {name}.parquet"))
    columns = list(getattr(results, name).columns)
    kinds = list(EVENT_KINDS) if name == "events" else []
    assert told == columns + kinds


def test_every_entry_of_the_manifest_is_told() -> None:
    assert sorted(first_cells(section(GUIDE / "results.md", "## manifest.json"))) == sorted(Manifest.__annotations__)


def test_every_theory_page_is_in_the_table_of_contents() -> None:
    contents = read(DOCS / "index.md")
    assert [page.name for page in (DOCS / "theory").glob("*.md") if f"](theory/{page.name})" not in contents] == []
