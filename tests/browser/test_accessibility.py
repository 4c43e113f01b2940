"""Nobody is kept out: every page fits every screen, axe-core has no objection, and a keyboard is enough."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import faults, focus_order, looks, wider_than_the_page
from tests.browser.pages import PAGES, opened
from tests.browser.visitors import LAPTOP, PHONE, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_screen_and_keeps_nobody_out(visitors: Visitors, path: str) -> None:
    phone, window = opened(visitors.come(PHONE), path), opened(visitors.come(LAPTOP), path)
    language = path.split("/")[1]
    found = [fault for look in looks(language) for fault in faults(phone if look.device is PHONE else window, look)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith("/en/")])
def test_a_keyboard_sees_where_it_is(laptop: "Page", path: str) -> None:
    reached = focus_order(opened(laptop, path))
    assert reached
    assert [each["what"] for each in reached if not each["seen"]] == []
    assert [each["what"] for each in reached if not each["outlined"]] == []


@pytest.mark.parametrize("path", ["/en/", "/en/explore"])
def test_the_first_key_skips_to_the_page(laptop: "Page", path: str) -> None:
    opened(laptop, path)
    laptop.keyboard.press("Tab")
    assert laptop.evaluate("document.activeElement.className") == "skip"
    laptop.keyboard.press("Enter")
    assert laptop.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ["/de/", "/en/"])
def test_text_twice_as_large_still_fits_a_phone(visitors: Visitors, path: str) -> None:
    page = opened(visitors.come(PHONE), path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(150)
    assert wider_than_the_page(page) == []
