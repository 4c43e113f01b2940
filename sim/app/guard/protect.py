"""The guard of a server, in the order in which a request meets it."""

from collections.abc import Collection

from dash import Dash
from flask import Flask

from sim.app.guard import headers
from sim.app.guard.own import Own, Protected, keep, own


def protect(server: Flask, settings: Protected, pages: Collection[str] = ()) -> None:
    """Guard a server; `pages` are the names that may follow the language in an address."""
    keep(server, Own(settings.key, frozenset(settings.hosts), pages))
    headers.send(server)


def policy(app: Dash) -> str:
    """Let browsers run the application's own inline script, and visitors ask for its own callbacks, and nothing else.

    To be called when all callbacks are registered. Gives the Content-Security-Policy.
    """
    keep(app.server, own(app.server)._replace(callbacks=app.callback_map, scripts=tuple(app.csp_hashes())))
    with app.server.app_context():
        return headers.content_policy()
