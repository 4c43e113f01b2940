"""What the page `explore` asks of the server, read from the page itself: its callbacks, its sliders, its scenarios."""

import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

Json = dict[str, Any]
PATH = "/_dash-update-component"
EXPLORE = "/en/explore"


class Slider(NamedTuple):
    """Something that a participant may move; `name` is the word of the link."""

    name: str
    low: float
    high: float
    step: float
    value: float

    def moved(self, luck: random.Random) -> float:
        """Another value that the slider can have."""
        steps = max(1, round((self.high - self.low) / self.step))
        value = round(self.low + luck.randrange(steps + 1) * self.step, 6)
        return value if value != self.value else round(self.low if value > self.low else self.high, 6)


class Callback(NamedTuple):
    """A callback as the server declares it."""

    output: str
    inputs: list[Json]
    state: list[Json]

    def request(self, **values: Any) -> bytes:
        """Body of a request, as Dash's own script makes it; `values` by input, dashes as in `explore_ask`."""
        name, _, prop = self.output.partition(".")
        body = {
            "output": self.output,
            "outputs": {"id": name, "property": prop},
            "inputs": [self._filled(each, values) for each in self.inputs],
            "changedPropIds": [f"{each['id']}.{each['property']}" for each in self.inputs],
            "state": [self._filled(each, values) for each in self.state],
        }
        return json.dumps(body).encode()

    def _filled(self, declared: Json, values: Json) -> Json:
        name = f"{declared['id']}_{declared['property']}".replace("-", "_")
        return {"id": declared["id"], "property": declared["property"], "value": values[name]}


def callback(dependencies: list[Json], output: str) -> Callback:
    """Callback of an output among all that the server tells."""
    found = next((each for each in dependencies if each["output"] == output), None)
    if found is None:
        raise LookupError(f"no callback of the server writes {output}")
    return Callback(output, found["inputs"], found["state"])


def sliders(page: Any) -> list[Slider]:
    """Sliders of a page in the order in which they stand there."""
    return [
        Slider(each["id"]["key"], each["min"], each["max"], each["step"], each["value"])
        for each in _properties(page)
        if isinstance(each.get("id"), dict) and each["id"].get("type") == "explore-control" and "step" in each
    ]


def scenarios(page: Any) -> list[str]:
    """Scenarios that a page offers."""
    chosen = next(each for each in _properties(page) if each.get("id") == "explore-scenario")
    return [each["value"] for each in chosen["data"]]


def _properties(component: Any) -> Iterator[Json]:
    """Properties of a component and of all that are in it, in reading order."""
    if isinstance(component, list):
        for each in component:
            yield from _properties(each)
    elif isinstance(component, dict):
        properties = component.get("props", {})
        yield properties
        yield from _properties(properties.get("children"))
