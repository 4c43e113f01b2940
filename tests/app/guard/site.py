"""A guarded server as small as can be, and a Dash application with one callback of every kind."""

import json
from typing import Any, NamedTuple

from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sim.app.guard.protect import policy, protect

OURS = "http://localhost"
WRITE = {"Origin": OURS}


class Named(NamedTuple):
    """What the guard needs to know."""

    key: bytes = bytes(range(32))
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")


def guarded(settings: Named | None = None) -> Flask:
    server = Flask("guarded", static_folder=None)
    protect(server, settings or Named(), {"", "explore"})
    return server


def application(settings: Named | None = None) -> Dash:
    """Callbacks with one output, several, a pattern and none; nothing checks their values."""
    app = Dash("guarded", server=guarded(settings), suppress_callback_exceptions=True)
    app.layout = html.Div([dcc.Input(id="name"), html.Div(id="greeting")])

    @app.callback(Output("greeting", "children"), Input("name", "value"), State("url", "pathname"))
    def greet(name: object, pathname: object) -> str:
        return f"{name} at {pathname}"

    @app.callback(Output("one", "children"), Output("two", "children"), Input("name", "value"))
    def both(name: object) -> tuple[str, str]:
        return str(name), str(name)

    @app.callback(Output({"row": MATCH}, "children"), Input({"row": MATCH}, "value"), State({"all": ALL}, "value"))
    def row(value: object, others: list[object]) -> str:
        return f"{value} of {len(others)}"

    @app.callback(Input("name", "n_submit"))
    def nothing(count: object) -> None:
        del count

    @app.callback(Output("broken", "children"), Input("name", "value"))
    def broken(name: object) -> str:
        raise RuntimeError(f"secret of {name}")

    policy(app)
    return app


def client(settings: Named | None = None) -> FlaskClient:
    server: Flask = application(settings).server
    return server.test_client()


def entry(name: Any, property_: str, value: object = None) -> dict[str, Any]:
    return {"id": name, "property": property_, "value": value}


GREET: dict[str, Any] = {
    "output": "greeting.children",
    "outputs": {"id": "greeting", "property": "children"},
    "inputs": [entry("name", "value", "Zoë")],
    "state": [entry("url", "pathname", "/de/")],
    "changedPropIds": ["name.value"],
}
BOTH = {
    "output": "..one.children...two.children..",
    "outputs": [{"id": "one", "property": "children"}, {"id": "two", "property": "children"}],
    "inputs": [entry("name", "value", 1)],
    "changedPropIds": [],
}
ROW = {
    "output": '{"row":["MATCH"]}.children',
    "outputs": {"id": {"row": 3}, "property": "children"},
    "inputs": [entry({"row": 3}, "value", "x")],
    "state": [[entry({"all": 1}, "value"), entry({"all": 2}, "value")]],
    "changedPropIds": ['{"row":3}.value'],
}
BROKEN = {
    "output": "broken.children",
    "outputs": {"id": "broken", "property": "children"},
    "inputs": [entry("name", "value", "Zoë")],
    "changedPropIds": [],
}


def ask(browser: FlaskClient, body: object, **headers: str) -> TestResponse:
    """Ask for a callback as a page of ours does; bytes are sent as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return browser.post(
        "/_dash-update-component",
        base_url=OURS,
        data=data,
        content_type="application/json",
        headers={**WRITE, **headers},
    )
