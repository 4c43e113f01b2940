"""Chromium without a window, for what only a browser can tell."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Device(NamedTuple):
    """Screen in CSS pixels, and pixels of the screen for each of them."""

    width: int
    height: int
    density: int
    phone: bool


PHONE = Device(390, 844, 3, True)
LAPTOP = Device(1280, 800, 1, False)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser, gone afterwards."""
    from playwright.sync_api import sync_playwright

    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise RuntimeError("these benchmarks need Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@contextmanager
def visitor(browser: "Browser", address: str, device: Device) -> Iterator["BrowserContext"]:
    """Somebody with a device, an empty cache and no cookies."""
    context = browser.new_context(
        base_url=address, viewport={"width": device.width, "height": device.height}, device_scale_factor=device.density,
        is_mobile=device.phone, has_touch=device.phone, locale="en-GB", reduced_motion="no-preference",
    )  # fmt: skip
    context.set_default_timeout(60_000)
    yield context
    context.close()
