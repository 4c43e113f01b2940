"""What stands around every page: name, navigation, language and theme."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from sim.app.pages.room.access import player_token
from sim.app.pages.visit import Visit
from sim.language import translator
from sim.language.catalogue import LANGUAGES

MAIN = "main"  # the part of a page that is its own
NAVIGATION = ("explore", "watch", "play", "join")
# Ten shades of the reports' accent; buttons take the seventh in the light and the ninth in the dark.
ACCENT = [
    "#f4f0fa", "#e4dbf2", "#cdbbe6", "#b59bd9", "#9d7ccc", "#8560b8", "#6d4ca3", "#5b3f8c", "#4a3373", "#39275a",
]  # fmt: skip
THEME = {
    "primaryColor": "flurfunk",
    "primaryShade": {"light": 7, "dark": 5},
    "colors": {"flurfunk": ACCENT},
    "fontFamily": "var(--font)",
    "headings": {"fontFamily": "var(--font)"},
    "defaultRadius": "md",
    "cursorType": "pointer",
    "respectReducedMotion": True,
}


def root() -> Component:
    """Everything that does not depend on the address."""
    return dmc.MantineProvider(
        [dcc.Location(id="url", refresh="callback-nav"), html.Div(id="page")],
        id="theme",
        theme=THEME,
        defaultColorScheme="auto",
    )


def shell(visit: Visit, body: Any) -> list[Component]:
    """Page with header and footer."""
    t = visit.t
    return [
        html.A(t.text("browser.shell.skip"), href="#main", className="skip"),
        html.P(t.text("browser.shell.offline"), className="offline", role="status"),
        html.Header([_brand(visit), _navigation(visit), _switches(visit)], className="top"),
        html.Main(body, id=MAIN, tabIndex="-1"),
        html.Footer(html.P(t.text("browser.shell.footer")), className="bottom"),
    ]


def _brand(visit: Visit) -> Component:
    return html.A(
        [html.Span(className="mark", **{"aria-hidden": "true"}), "Flurfunk"], href=visit.link(""), className="brand"
    )


def _navigation(visit: Visit) -> Component:
    # Whoever has a seat finds back to it from everywhere. Whether it is still theirs, the room itself says.
    last = "room" if visit.part == "room" or player_token() is not None else NAVIGATION[-1]
    links = [
        html.A(
            visit.t.text(f"browser.shell.to_{part}"),
            href=visit.link(part),
            **({"aria-current": "page"} if part == visit.part else {}),
        )
        for part in (*NAVIGATION[:-1], last)
    ]
    return html.Nav(links, **{"aria-label": visit.t.text("browser.shell.navigation")})


def _switches(visit: Visit) -> Component:
    """Switch of the language, which keeps the rest of the address, and of the theme."""
    other = next(each for each in LANGUAGES if each != visit.t.language)
    name = translator(other).text("browser.shell.language")
    return html.Div(
        [
            html.A(name, href=visit.link(visit.part, other), hrefLang=other, lang=other, className="language"),
            dmc.ColorSchemeToggle(
                lightIcon=html.Span(className="sun", **{"aria-hidden": "true"}),
                darkIcon=html.Span(className="moon", **{"aria-hidden": "true"}),
                variant="subtle", color="gray", size="lg", **{"aria-label": visit.t.text("browser.shell.theme")},
            ),
        ],
        className="switches",
    )  # fmt: skip
