"""The web application: Dash on Flask, with everything it needs served by itself."""

import html as markup
import re
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, redirect, request, send_from_directory
from werkzeug.wrappers import Response

from sim.app.compress import compress
from sim.app.guard.protect import policy, protect
from sim.app.guard.visitor import preferred
from sim.app.pages import router
from sim.app.pages.shell import root
from sim.app.pages.visit import visit
from sim.app.rooms.rooms import forget
from sim.app.site import Site

EARLY = "theme.js"  # before the first paint, so that a dark page never flashes
# Half of all that a page loads, and seconds of a phone: a page without charts never runs it; see `theme.js`.
CHARTS = "vendor/plotly-cartesian.min.js"
AT_ONCE = {"explore"}  # parts that draw charts as soon as they are there


def create(site: Site) -> Dash:
    """Application of a site; its WSGI part is `.server`.

    Raises
    ------
    DatabaseError
        Where the rooms cannot be opened: better told at the start than to the first player.
    """
    forget(site.rooms.engine)
    server = Flask("sim.app", static_folder=None)
    compress(server)
    app = Page(
        "sim.app",
        server=server,
        assets_folder=str(_assets()),
        assets_ignore="|".join(map(re.escape, (EARLY, Path(CHARTS).name))),
        suppress_callback_exceptions=True,
        serve_locally=True,
        update_title="",
        title="Flurfunk",
    )
    protect(server, site.settings, router.PARTS)
    _give_icon(server)
    app.site = site
    app.layout = root()
    router.register(app, site)
    _choose_language(server)
    policy(app)
    return app


class Page(Dash):
    """Dash with an HTML frame of our own, whose language and title are those of the address."""

    site: Site

    def interpolate_index(self, **parts: Any) -> str:
        """Frame of every page."""
        asked = visit(request.path, "", self.site)
        t = asked.t
        known = asked.part in router.PARTS and asked.part
        title = f"{t.text(f'browser.shell.to_{asked.part}')} · Flurfunk" if known else "Flurfunk"
        return f"""<!DOCTYPE html>
<html lang="{t.language}">
<head>
{parts["metas"]}
<meta name="color-scheme" content="light dark">
<title>{markup.escape(title)}</title>
<link rel="icon" type="image/svg+xml" href="{self.get_asset_url("mark.svg")}">
<link id="charts" rel="{"preload" if asked.part in AT_ONCE else "prefetch"}" as="script" href="{_charts(self)}">
<script src="{self.get_asset_url(EARLY)}"></script>
{parts["css"]}
</head>
<body>
<noscript>{markup.escape(t.text("browser.shell.noscript"))}</noscript>
{parts["app_entry"]}
{parts["config"]}
{parts["scripts"]}
{parts["renderer"]}
</body>
</html>"""


def _charts(app: Dash) -> str:
    """Address of what draws charts, which changes with its content."""
    changed = (_assets() / CHARTS).stat().st_mtime
    return f"{app.get_asset_url(CHARTS)}?m={changed}"


def _choose_language(server: Flask) -> None:
    """Send who names no language to the one their browser prefers."""

    @server.before_request
    def choose() -> Response | None:
        if request.path != "/" or request.method not in {"GET", "HEAD"}:
            return None
        return redirect(f"/{preferred()}/", 302)


def _give_icon(server: Flask) -> None:
    """Answer browsers that look for the icon where no page names it, as they do beside an answer of one line."""

    @server.get("/favicon.ico")
    def icon() -> Response:
        return send_from_directory(str(_assets()), "mark.svg", mimetype="image/svg+xml")


def _assets() -> Any:
    from importlib.resources import files

    return files("sim.app") / "assets"
