"""What a hostile visitor may send: anything, and things that are almost right."""

import json
from typing import Any, NamedTuple

from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.app.guard.site import OURS

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["/de/", "../..", "<script>", "' OR 1=1 --", "{{7*7}}", "\N{RIGHT-TO-LEFT OVERRIDE}", "-1", "1e9"]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
STARTS = (
    "/",
    "/de/",
    "/en/",
    "/de/room/",
    "/assets/",
    "/_dash-component-suites/",
    "/_dash-",
    "/_dash-update-component",
)
VISIBLE = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x7f")
PATHS = st.builds(str.__add__, st.sampled_from(STARTS), st.text(VISIBLE, max_size=40))
NAMES = (
    "Cookie", "Accept", "Accept-Language", "Accept-Encoding", "Referer", "Origin", "Sec-Fetch-Site", "Range", "Host",
    "If-None-Match", "If-Modified-Since", "If-Range", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
    "Forwarded", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Authorization", "Expect", "Upgrade",
    "X-HTTP-Method-Override", "Connection",
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(NAMES), st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40), max_size=5
)
TRACES = ("Traceback", "site-packages", 'File "', "werkzeug", ".py", "DebuggedApplication")


class Request(NamedTuple):
    """A request of any kind."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


REQUESTS = st.builds(
    Request, METHODS, PATHS, HEADERS, st.binary(max_size=200) | JSON.map(lambda each: json.dumps(each).encode())
)


def send(browser: FlaskClient, request: Request) -> TestResponse:
    """Send it with headers that pass the first checks, unless it brings others."""
    headers = {"Host": "localhost", "Origin": OURS, "Content-Type": "application/json", **request.headers}
    return browser.open(request.path, method=request.method, headers=headers, data=request.body)


def payload(spec: dict[str, Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Requests for a callback as Dash sends them, with anything for a value.

    `spec` is a callback as `/_dash-dependencies` tells it.
    """
    output = spec["output"]
    parts = output.removeprefix("..").removesuffix("..").split("...") if output.startswith("..") else [output]
    outputs = [_entry(*each.rsplit(".", 1)) for each in parts]
    return st.fixed_dictionaries(
        {
            "output": st.just(output),
            "outputs": st.just([] if spec["no_output"] else outputs if output.startswith("..") else outputs[0]),
            "inputs": st.tuples(*(_filled(each, values) for each in spec["inputs"])).map(list),
            "state": st.tuples(*(_filled(each, values) for each in spec["state"])).map(list),
            "changedPropIds": st.lists(st.sampled_from([_triggered(each) for each in spec["inputs"]]), max_size=2),
        }
    )


def _triggered(spec: dict[str, Any]) -> str:
    name = _entry(spec["id"], spec["property"])["id"]
    plain = name if isinstance(name, str) else json.dumps(name, sort_keys=True, separators=(",", ":"))
    return f"{plain}.{spec['property']}"


def _filled(spec: dict[str, Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    entry = values.map(lambda value: {**_entry(spec["id"], spec["property"]), "value": value})
    return st.lists(entry, max_size=3) if '["ALL' in spec["id"] else entry


def _entry(name: str, property_: str) -> dict[str, Any]:
    """Entry with a number for every wildcard."""
    if not name.startswith("{"):
        return {"id": name, "property": property_}
    pattern = json.loads(name)
    return {
        "id": {key: 1 if isinstance(value, list) else value for key, value in pattern.items()},
        "property": property_,
    }


def is_harmless(answer: TestResponse) -> bool:
    """Whether an answer is no failure, is not long, and tells nothing of the inside."""
    told = answer.data.decode("utf-8", "replace") if answer.status_code >= 400 else ""
    return answer.status_code < 500 and not any(each in told for each in TRACES)
