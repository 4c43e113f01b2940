"""The pages of the site, and how one waits for them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LANGUAGES = ("de", "en")
PARTS = ("", "explore", "watch", "play", "join", "room", "lead", "projector")
PAGES = [f"/{language}/{part}" for part in PARTS for language in LANGUAGES]

LONG = 60_000  # milliseconds for what is computed first, on a machine that has other things to do


def opened(page: "Page", path: str) -> "Page":
    """Page with what it shows first, once it has everything and is at rest."""
    page.goto(path)
    page.wait_for_selector("main h1", state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("[aria-busy=true]", state="detached", timeout=LONG)
    return page
