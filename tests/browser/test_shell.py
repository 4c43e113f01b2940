"""Every page: it opens without a fault, says what it is, in its language, and fits the screen."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import too_small_to_press, violations, wider_than_the_page
from tests.browser.visitors import LAPTOP, PHONE, PROJECTOR, TABLET, Theme, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page

LANGUAGES = ("de", "en")
PARTS = ("", "explore", "watch", "play", "join", "room", "lead", "projector")
THEMES: tuple[Theme, ...] = ("light", "dark")
PAGES = [f"/{language}/{part}" for part in PARTS for language in LANGUAGES]


def opened(page: "Page", path: str) -> "Page":
    """Page with what it shows first, once it is quiet."""
    page.goto(path)
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_in_its_language(laptop: "Page", path: str) -> None:
    opened(laptop, path)
    assert laptop.evaluate("document.documentElement.lang") == path.split("/")[1]
    assert "Flurfunk" in laptop.title()
    assert laptop.locator("h1").count() == 1
    assert laptop.locator("main").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_screen_and_keeps_nobody_out(visitors: Visitors, path: str) -> None:
    found: list[str] = []
    for device in (PHONE, TABLET, LAPTOP, PROJECTOR):
        page = opened(visitors.come(device), path)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(f"document.documentElement.dataset.mantineColorScheme === '{theme}'")
            wrong = wider_than_the_page(page) + too_small_to_press(page) + violations(page)
            found += [f"{device.width} px, {theme}: {each}" for each in wrong]
        page.context.close()
    assert not found, "\n".join(found)
