"""A site to visit, and browsers to visit it with."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Server
from tests.browser.visitors import LAPTOP, PHONE, Visitors, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((found for found in map(shutil.which, NAMES) if found), None)
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = [
    *(f"the package {each}" for each in ("dash", "playwright", "axe_playwright_python") if find_spec(each) is None),
    *([] if CHROMIUM else ["Chromium"]),
]


def pytest_runtest_setup() -> None:
    """Leave out the tests of this folder where they have nothing to run in; skipped here, they are told in one line."""
    if MISSING:
        pytest.skip(f"tests in a browser need {' and '.join(MISSING)}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask once more what a browser did not show in time, because others use the same cores; the log tells of it."""
    for each in items:
        if each.path.is_relative_to(HERE):
            each.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with all scenarios, started as users start it, once for all tests of a process."""
    server = Server(tmp_path_factory.mktemp("site") / "state")
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.told(), server.told()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visitors(site: Server, browser: "Browser") -> Iterator[Visitors]:
    """People who visit the site; the test fails when anything went wrong in their browsers."""
    with visiting(browser, site.address) as everybody:
        yield everybody


@pytest.fixture
def phone(visitors: Visitors) -> "Page":
    """A visitor with a phone."""
    return visitors.come(PHONE)


@pytest.fixture
def laptop(visitors: Visitors) -> "Page":
    """A visitor with a laptop."""
    return visitors.come(LAPTOP)
