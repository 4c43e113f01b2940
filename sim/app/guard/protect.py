"""The guard of a server, in the order in which a request meets it."""

from collections.abc import Collection

from dash import Dash
from flask import Flask
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from sim.app.guard import answers, callbacks, floods, headers, origin, paths, sizes, visitor
from sim.app.guard.own import Own, Protected, keep, own
from sim.app.hostnames import as_sent


def protect(server: Flask, settings: Protected, pages: Collection[str] | None = None) -> None:
    """Guard a server; `pages` are the names that may follow the language in an address, where they are known."""
    counts = FixedWindowRateLimiter(MemoryStorage())
    keep(server, Own(settings.key, frozenset(map(as_sent, settings.hosts)), counts, pages))
    visitor.tell(server)
    sizes.limit(server)
    for check in (origin.check_host, paths.check, origin.check_origin):
        server.before_request(check)
    floods.limit(server)
    server.before_request(callbacks.check)
    answers.refuse_in_one_line(server)
    headers.send(server)


def policy(app: Dash) -> str:
    """Let browsers run the application's own inline script, and visitors ask for its own callbacks, and nothing else.

    To be called when all callbacks are registered. Gives the Content-Security-Policy.
    """
    scripts = tuple(app.csp_hashes())
    keep(app.server, own(app.server)._replace(callbacks=app.callback_map, scripts=scripts))
    with app.server.app_context():
        return headers.content_policy()
