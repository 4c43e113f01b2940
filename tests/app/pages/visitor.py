"""Somebody with a browser, seen from the server: asks for pages and callbacks as Dash's own script does."""

import json
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ORIGIN = {"Origin": "http://localhost"}


class Visitor:
    """A browser with cookies of its own."""

    def __init__(self, app: Dash) -> None:
        self._callbacks: dict[str, dict[str, Any]] = app.callback_map
        self.client: FlaskClient = app.server.test_client()

    def page(self, path: str, search: str = "") -> str:
        """What a page shows, as the JSON of its components."""
        answer = self.call("page.children", {"url.pathname": path, "url.search": search}, "url.pathname")
        assert answer.status_code == 200, answer.text
        return said(answer)

    def call(self, output: str, values: dict[str, Any], changed: str) -> TestResponse:
        """Ask for the callback that has an output of this name and an input `changed`.

        `values` are those of inputs and states by `id.property`; of a pattern, a list of pairs of id and value by the
        name of its part.
        """
        name, spec = next(
            (name, spec)
            for name, spec in self._callbacks.items()
            if output in name and any(changed in f"{each['id']}.{each['property']}" for each in spec["inputs"])
        )
        outputs = spec["output"] if isinstance(spec["output"], list | tuple) else [spec["output"]]
        told = [each.to_dict() for each in outputs]
        body = {
            "output": name,
            "outputs": told if len(outputs) > 1 or name.startswith("..") else told[0],
            "inputs": [_told(each, values) for each in spec["inputs"]],
            "state": [_told(each, values) for each in spec["state"]],
            "changedPropIds": [values.get("changed", _whole(changed, spec))],
        }
        return self.client.post("/_dash-update-component", json=body, headers=ORIGIN)


def said(answer: TestResponse) -> str:
    """Components of an answer as short JSON, without the escapes in which it travels."""
    return json.dumps(json.loads(answer.text), ensure_ascii=False, separators=(",", ":"))


def _whole(changed: str, spec: dict[str, Any]) -> str:
    """Name of the input that is meant, with its property."""
    names = (f"{each['id']}.{each['property']}" for each in spec["inputs"])
    return next(each for each in names if changed in each)


def _told(spec: dict[str, Any], values: dict[str, Any]) -> Any:
    """Input or state with its value."""
    if spec["id"].startswith("{"):
        part = next((part for part in values if f'"{part}"' in spec["id"]), "")
        return [{"id": name, "property": spec["property"], "value": value} for name, value in values.get(part, [])]
    return {**spec, "value": values.get(f"{spec['id']}.{spec['property']}")}
