"""What is answered to a request that is refused or fails: one line in the visitor's language, and never a traceback."""

import html
import logging
import traceback

from dash.exceptions import DependencyException, InvalidResourceError, PreventUpdate
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from sim.app.guard.visitor import language
from sim.app.rooms.problems import DatabaseBusyError
from sim.errors import ScenarioError
from sim.language import translator

MESSAGES = {
    403: "browser.guard.foreign",
    404: "browser.guard.lost",
    405: "browser.guard.method",
    413: "browser.guard.large",
    414: "browser.guard.long",
    415: "browser.guard.kind",
    421: "browser.guard.host",
    429: "browser.guard.slow",
    503: "browser.guard.busy",
}
SECONDS_IF_BUSY = 2
log = logging.getLogger(__name__)


def refuse_in_one_line(server: Flask) -> None:
    """Answer whatever goes wrong."""
    server.register_error_handler(HTTPException, _refuse)
    server.register_error_handler(Exception, _fail)
    server.register_error_handler(PreventUpdate, lambda _: ("", 204))


def _refuse(error: HTTPException) -> Response:
    status = error.code or 500
    answer = _lost() if status == 404 and request.accept_mimetypes.accept_html else _line(status)
    allowed = dict(error.get_headers(request.environ)).get("Allow")
    if allowed:
        answer.headers["Allow"] = allowed
    if status == 429:
        answer.headers["Retry-After"] = str(_patience(error))
    return answer


def _patience(error: HTTPException) -> int:
    """Seconds until the limit that was reached counts anew."""
    limit = getattr(error, "limit", None)
    return int(limit.limit.get_expiry()) if limit is not None else 60


def _fail(error: Exception) -> Response:
    """Answer what nobody caught; the log is told where it happened, but no message, as that may hold what was sent."""
    if isinstance(error, ScenarioError):
        return _line(400)
    if isinstance(error, DatabaseBusyError):
        log.warning("%s", error)
        answer = _line(503)
        answer.headers["Retry-After"] = str(SECONDS_IF_BUSY)
        return answer
    if isinstance(error, (DependencyException, InvalidResourceError)):
        return _line(404)
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s in answer to %s %s\n%s", type(error).__name__, request.method, request.path, places)
    return _line(500)


def _line(status: int) -> Response:
    message = MESSAGES.get(status, "browser.guard.broken" if status >= 500 else "browser.guard.unclear")
    return Response(translator(language()).text(message) + "\n", status, mimetype="text/plain")


def _lost() -> Response:
    """Page that says that there is none, with the way home."""
    t = translator(language())
    title, way = (html.escape(t.text(each)) for each in ("browser.guard.lost", "browser.guard.home"))
    page = f"""<!DOCTYPE html>
<html lang="{t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Flurfunk</title>
<link rel="icon" href="/assets/mark.svg">
<script src="/assets/theme.js"></script>
<link rel="stylesheet" href="/assets/app.css">
</head>
<body>
<main id="main">
<h1>{title}</h1>
<p class="lead"><a href="/{t.language}/">{way}</a></p>
</main>
</body>
</html>
"""
    return Response(page, 404, mimetype="text/html")
