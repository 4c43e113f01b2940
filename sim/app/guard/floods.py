"""How often a visitor may ask.

The limit is there against floods, not against people: fifty of them may share one address, and drag sliders. What a
request may cost is limited where it is worked out. Files are not counted: a page needs some thirty at once.
"""

from flask import Flask, request
from flask_limiter import Limiter

from sim.app import limits
from sim.app.guard.visitor import counted_by

FILES = ("/assets/", "/_dash-component-suites/")


def limit(server: Flask) -> None:
    """Count requests by address."""
    Limiter(
        counted_by,
        app=server,
        default_limits=[limits.REQUESTS],
        default_limits_exempt_when=lambda: request.path.startswith(FILES),
        strategy="fixed-window",
        storage_uri="memory://",
    )
