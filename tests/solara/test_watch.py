"""The page in Mesa's SolaraViz: it builds, steps, and starts anew from its sliders."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import ScenarioError
from sim.scenario.variants import Variants
from tests.docs.pages import DOCS, blocks

solara = pytest.importorskip("solara", reason="needs the extra 'solara': pip install 'flurfunk[solara]'")

# What solara and Mesa warn of when they load and draw is theirs.
pytestmark = pytest.mark.filterwarnings("ignore")
ALIBI = Path(__file__).parents[2] / "scenarios" / "alibi.yaml"


@pytest.fixture
def drawn() -> Iterator[Any]:
    """Page of a scenario with a slider for gossip, as a browser would have it."""
    from sim.solara.watch import watch

    page = watch(ALIBI, ["gossip.rate"], seed=7)()
    box, context = solara.render(solara.AppLayout(children=[page]), handle_error=False)
    yield box
    context.close()


def widgets(box: Any) -> Iterator[Any]:
    """Everything on the page."""
    yield box
    for each in getattr(box, "children", ()):
        if not isinstance(each, str):
            yield from widgets(each)


def click(box: Any, name: str) -> None:
    next(each for each in widgets(box) if name in getattr(each, "children", ())).fire_event("click", {})


def weeks(box: Any) -> float:
    """Weeks that the page says have gone by: `Step: 3`, or `Time: 3.0` from Mesa 3.5 on."""
    texts = [text for each in widgets(box) for text in getattr(each, "children", ()) if isinstance(text, str)]
    return next(float(text.split(": ")[1]) for text in texts if text.startswith(("Step: ", "Time: ")))


def test_the_page_steps_and_starts_anew(drawn: Any) -> None:
    assert weeks(drawn) == 0
    click(drawn, "Step")
    click(drawn, "Step")
    assert weeks(drawn) == 2
    click(drawn, "Reset")
    assert weeks(drawn) == 0


def test_sliders_and_seed_make_the_company_that_the_scenario_would() -> None:
    import sim
    from sim.solara.watch import Tuned

    variants = Variants.of(ALIBI)
    tuned = Tuned(variants, "7", **{"gossip.rate": 0.2})
    plain = sim.Company(variants.scenario({"gossip.rate": 0.2}), seed=7)
    other = sim.Company(variants.base, seed=7)
    for company in (tuned, plain, other):
        for _ in range(4):
            company.step()
    image = [company.departments["sales"].weeks[-1].image for company in (tuned, plain, other)]
    assert image[0] == image[1] != image[2]


def test_sliders_reach_from_bound_to_bound_and_begin_where_the_scenario_does() -> None:
    from sim.solara.watch import slider

    variants = Variants.of(ALIBI)
    found = slider("gossip.rate", variants)
    assert (found.min, found.value, found.max) == (0, variants.base.model_dump()["gossip"]["rate"], 1)


def test_a_key_that_does_not_exist_is_refused() -> None:
    from sim.solara.watch import watch

    with pytest.raises(ScenarioError, match="gossip"):
        watch(ALIBI, ["gossip.rat"])


def test_the_page_of_the_guide_builds() -> None:
    names: dict[str, Any] = {}
    exec(next(each.text for each in blocks(DOCS / "guide" / "solara.md") if each.language == "py"), names)
    _, context = solara.render(names["Page"](), handle_error=False)
    context.close()
    assert callable(names["Page"])


def test_the_page_that_is_shipped_is_that_of_the_first_scenario_of_ones_own() -> None:
    from sim.solara.page import Page

    _, context = solara.render(Page(), handle_error=False)
    context.close()
    assert callable(Page)
