"""Every page: it opens without a fault, says what it is in its language, and keeps to the site."""

import re
from typing import TYPE_CHECKING

import pytest

from sim.language.translator import translator
from tests.browser.pages import LONG, PAGES, opened
from tests.browser.visitors import LAPTOP, PHONE, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page

LARGEST_LOAD = 2_000_000  # bytes, compressed as they travel


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_in_its_language(laptop: "Page", path: str) -> None:
    opened(laptop, path)
    assert laptop.locator("html").get_attribute("lang") == path.split("/")[1]
    assert "Flurfunk" in laptop.title()
    assert laptop.locator("h1").count() == 1
    assert laptop.locator("main").count() == 1


def test_titles_tell_pages_apart(laptop: "Page") -> None:
    titles = [re.findall("<title>(.*)</title>", laptop.request.get(path).text())[0] for path in PAGES]
    assert len(set(titles)) >= len(titles) - 1, titles  # the first page is called the same in both languages


@pytest.mark.parametrize(("locale", "language"), [("de-CH", "de"), ("de-DE", "de"), ("en-US", "en"), ("fr-FR", "en")])
def test_the_address_alone_opens_the_browsers_language(visitors: Visitors, locale: str, language: str) -> None:
    page = opened(visitors.come(LAPTOP._replace(locale=locale)), "/")
    assert page.url.endswith(f"/{language}/")


@pytest.mark.parametrize("path", ["/en/explore?demand=0.5", "/en/", "/en/join?code=ABC"])
def test_the_switch_of_language_keeps_the_address(laptop: "Page", path: str) -> None:
    opened(laptop, path)
    before = laptop.evaluate("location.search")
    laptop.click("a.language")
    laptop.wait_for_selector("html[lang=de]", state="attached")
    laptop.wait_for_selector("main h1", state="attached")
    assert laptop.evaluate("location.pathname") == path.replace("/en/", "/de/").partition("?")[0]
    assert laptop.evaluate("location.search") == before


def test_the_theme_that_was_chosen_stays(laptop: "Page") -> None:
    opened(laptop, "/en/")
    assert laptop.locator("html").get_attribute("data-mantine-color-scheme") == "light"
    laptop.click(f"button[aria-label='{translator('en').text('browser.shell.theme')}']")
    laptop.wait_for_selector("html[data-mantine-color-scheme=dark]", state="attached")
    opened(laptop, "/de/")
    assert laptop.locator("html").get_attribute("data-mantine-color-scheme") == "dark"


def test_a_dark_system_gets_dark_pages(visitors: Visitors) -> None:
    page = opened(visitors.come(LAPTOP._replace(theme="dark")), "/en/")
    light = 0.5
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert sum(shade) / 3 / 255 < light


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_that_does_not_exist_says_so_and_leads_home(visitors: Visitors, laptop: "Page", language: str) -> None:
    visitors.tolerate(f"/{language}/nothing")
    laptop.goto(f"/{language}/nothing")
    assert laptop.locator("h1").inner_text() == translator(language).text("browser.guard.lost")
    laptop.click("main a")
    laptop.wait_for_selector("main h1", state="attached")
    assert laptop.url.endswith(f"/{language}/")


def test_a_phone_loads_little(visitors: Visitors) -> None:
    page = visitors.come(PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    opened(page, "/en/explore")
    assert 50_000 < sum(loaded) < LARGEST_LOAD


def test_what_draws_charts_runs_only_where_there_are_some(laptop: "Page") -> None:
    has_plotly = "typeof window.Plotly !== 'undefined'"
    assert not opened(laptop, "/en/").evaluate(has_plotly)
    opened(laptop, "/en/explore").wait_for_selector(".js-plotly-plot .main-svg", state="attached", timeout=LONG)
    assert laptop.evaluate(has_plotly)


def test_going_back_and_forth_works(laptop: "Page") -> None:
    opened(laptop, "/en/")
    laptop.click("nav a[href='/en/watch']")
    laptop.wait_for_url("**/en/watch*")
    laptop.wait_for_selector("nav a[aria-current=page][href='/en/watch']")
    laptop.go_back()
    laptop.wait_for_url("**/en/")
    laptop.wait_for_selector("main h1", state="attached")
    laptop.go_forward()
    laptop.wait_for_url("**/en/watch*")
    laptop.wait_for_selector("nav a[aria-current=page][href='/en/watch']")


def test_the_policy_stops_scripts_that_are_not_ours(visitors: Visitors, laptop: "Page") -> None:
    visitors.tolerate("script-src", "Content Security Policy", "policy:")
    opened(laptop, "/en/")
    laptop.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.broken = 1";
        document.body.append(script);
        const link = document.createElement("a");
        link.setAttribute("onclick", "window.broken = 2");
        document.body.append(link);
        link.click();
    }""")
    assert laptop.evaluate("window.broken") is None
    assert any("policy: script-src" in each for each in visitors.everything())


def test_another_site_cannot_frame_a_page(visitors: Visitors, laptop: "Page") -> None:
    visitors.tolerate("frame", "policy:", "chrome-error", "left the site")
    frame = f"<iframe src='{visitors.address}/en/'></iframe>"
    laptop.route("http://elsewhere.example/", lambda route: route.fulfill(body=frame, content_type="text/html"))
    laptop.goto("http://elsewhere.example/")
    for _ in range(60):
        if len(laptop.frames) > 1 and laptop.frames[1].url.startswith("chrome-error:"):
            break
        laptop.wait_for_timeout(250)
    assert laptop.frames[1].url.startswith("chrome-error:")
