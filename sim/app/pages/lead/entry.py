"""Getting in: the secret part of the facilitator's link, once, for a cookie."""

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.guard import cookies, tries
from sim.app.guard.key import is_facilitator_secret
from sim.app.pages.room.access import FACILITATOR, YES
from sim.app.pages.visit import translator_of
from sim.app.site import Site
from sim.language import Translator


def layout(t: Translator) -> Component:
    """Say how to get in, and nothing else; lead.js hands over the secret where the address has one."""
    return html.Div(
        [
            html.H1(t.text("browser.lead.entry.title")),
            html.P(t.text("browser.lead.entry.how"), className="lead"),
            html.P(id="lead-refused", className="problem", role="alert"),
            dcc.Store(id="lead-secret"),
            dcc.Location(id="lead-go", refresh=True),
        ],
        className="entry",
    )


def register(app: Dash, site: Site) -> None:
    """Take the secret out of the address, and compare it."""
    # An input that never changes: the function is called when the page is there.
    app.clientside_callback(
        ClientsideFunction("flurfunk_lead", "secret"), Output("lead-secret", "data"), Input("lead-secret", "id")
    )

    @app.callback(
        Output("lead-go", "href"),
        Output("lead-refused", "children"),
        Input("lead-secret", "data"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def enter(secret: object, pathname: object) -> tuple[str | None, str | None]:
        if not secret:
            raise PreventUpdate
        t = translator_of(pathname)
        if not is_facilitator_secret(site.settings.key, secret):
            tries.wrong("lead")
            return None, t.text("browser.lead.entry.refused")
        cookies.issue(ctx.response, FACILITATOR, YES)
        return f"/{t.language}/lead", None
