"""Exploring in a browser: sliders, charts, findings, the time line, links, on a laptop and on a phone."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.visitors import LAPTOP, PHONE, PROJECTOR, TABLET, Device, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

# An ensemble that has grown as far as it does, or has been computed once for all.
WHOLE = "#explore-status:text-matches('^[0-9]+ runs$')"
# Whoever tests beside us takes time that a page would take for the server's.
CLOCK = 6
SLOW_CLOCK = f"const now = performance.now.bind(performance); performance.now = () => now() / {CLOCK};"
# Moves a slider as somebody does who holds a key, at a pace that the way from here to the browser does not disturb.
MOVE = """async (slider, times) => {
  for (let n = 0; n < times; n += 1) {
    slider.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", code: "ArrowRight", bubbles: true}));
    await new Promise((go) => setTimeout(go, 40));
  }
}"""
LONG = 120_000  # milliseconds; whoever tests beside us uses the same cores


def explore(page: "Page", query: str = "?scenario=alibi", *, guess: bool = False) -> "Page":
    """Page with its charts; the question is left out unless a test is about it."""
    if not guess:
        page.add_init_script("sessionStorage.setItem('flurfunk-explore-guessed', '')")
    page.goto(f"/en/explore{query}")
    page.wait_for_selector(WHOLE, timeout=LONG)
    return page


def presence(page: "Page") -> "Locator":
    return page.get_by_role("slider", name="Presence norm")


def middle(page: "Page", measure: str) -> list[float]:
    """Last line of a chart: the mean of now."""
    found: list[float] = page.evaluate(
        "measure => Array.from(document.querySelector(`.explore-panel[data-measure=${measure}] .js-plotly-plot`)"
        ".data.slice(-1)[0].y)", measure,
    )  # fmt: skip
    return found


def settled(page: "Page", link: str) -> None:
    """Wait until the address tells a state and the whole of it is drawn."""
    page.wait_for_url(re.compile(re.escape(link)), timeout=LONG)
    page.wait_for_selector(".explore-charts:not(.is-stale)", timeout=LONG)
    page.wait_for_selector(WHOLE, timeout=LONG)


def test_a_slider_moves_the_charts_and_the_finding(laptop: "Page") -> None:
    explore(laptop)
    before = middle(laptop, "image")
    presence(laptop).focus()
    for _ in range(15):
        laptop.keyboard.press("ArrowRight")
    settled(laptop, "attendance.norm=1.5")
    assert middle(laptop, "image")[-1] > before[-1] + 0.2
    laptop.wait_for_selector("#explore-found li.is-higher:has-text('Image +0.')", timeout=LONG)
    assert laptop.locator(".explore-number[data-key='attendance.norm']").inner_text() == "1.5"


def test_somebody_guesses_before_the_first_result_and_is_told_what_became_of_it(laptop: "Page") -> None:
    explore(laptop, guess=True)
    before = middle(laptop, "revenue")
    presence(laptop).focus()
    for _ in range(10):
        laptop.keyboard.press("ArrowRight")
    question = laptop.get_by_role("region", name="Before you look")
    question.wait_for()
    assert "“Presence norm” goes from 0.0 to 1.0" in question.inner_text()
    assert middle(laptop, "revenue") == before
    question.get_by_role("button", name="lower").click()
    settled(laptop, "attendance.norm=1")
    laptop.wait_for_selector("#explore-found:has-text('You thought revenue would be lower. It turned out higher.')")
    assert middle(laptop, "revenue")[-1] > before[-1]
    presence(laptop).press("ArrowRight")
    settled(laptop, "attendance.norm=1.1")
    assert not question.is_visible()
    # Nobody guessed anything about this comparison.
    laptop.wait_for_selector("#explore-found:not(:has-text('You thought'))")


def test_nothing_is_asked_about_a_step_whose_outcome_would_not_be_told(laptop: "Page") -> None:
    """What is found compares with the baseline, not with where a link began."""
    explore(laptop, "?scenario=alibi&attendance.norm=1", guess=True)
    presence(laptop).press("ArrowRight")
    settled(laptop, "attendance.norm=1.1")
    assert not laptop.get_by_role("region", name="Before you look").is_visible()


def test_a_finding_shows_all_pairs_as_dots_with_the_interval_of_their_mean(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi&attendance.norm=1")
    laptop.wait_for_selector("#explore-found li", timeout=LONG)
    strip = laptop.locator("#explore-found li").first.get_by_role("img", name="pairs: differences from")
    dots, reach = strip.locator(".explore-dot"), strip.locator(".explore-reach")
    assert dots.count() > 1
    place, line = reach.bounding_box(), strip.locator(".explore-dots").bounding_box()
    assert place is not None
    assert line is not None
    assert line["x"] <= place["x"] < place["x"] + place["width"] <= line["x"] + line["width"] + 1


def test_what_stands_above_a_chart_is_the_mean_that_the_finding_tells(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi&attendance.norm=3")
    head = laptop.locator(".explore-panel[data-measure=revenue]")
    said = head.locator(".explore-change").inner_text()
    assert head.locator(".explore-ends").inner_text().startswith("mean ")
    laptop.wait_for_selector(f"#explore-found li:has-text('Revenue {said} points')", timeout=LONG)


def test_a_shared_link_opens_the_same_state(visitors: Visitors) -> None:
    one = explore(visitors.come(), "?scenario=presence&gossip.rate=0.2&kept.gossip.rate=0.9&show=image.attendance")
    other = explore(visitors.come(), one.url.partition("explore")[2])
    assert middle(one, "attendance") == middle(other, "attendance")
    assert one.locator("#explore-found").inner_text() == other.locator("#explore-found").inner_text()
    assert other.locator(".explore-number[data-key='gossip.rate']").inner_text() == "20%"
    assert other.locator(".explore-panel.is-shown").count() == 2


def test_the_link_is_copied(visitors: Visitors) -> None:
    page = visitors.come()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explore(page, "?scenario=presence&gossip.rate=0.2")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visitors.address}/en/explore?scenario=presence&gossip.rate=0.2"


def test_a_broken_link_says_so_and_shows_the_rest(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi&gossip.rate=77&attendance.norm=1")
    assert "“Gossip about absent people” cannot be 77." in laptop.get_by_role("alert").inner_text()
    assert laptop.locator(".explore-number[data-key='attendance.norm']").inner_text() == "1.0"
    laptop.get_by_role("alert").wait_for()


def test_the_whole_is_asked_for_at_once_only_while_it_comes_quickly_and_nothing_is_dragged(laptop: "Page") -> None:
    laptop.add_init_script(SLOW_CLOCK)
    explore(laptop)
    wholes: list[bool] = []
    answers: dict[bool, Any] = {}
    is_quick = True

    def answer(route: "Route") -> None:
        """The first answer of a kind again and again, so that no load on the machine makes the server slow."""
        asked: Any = route.request.post_data_json
        data = next((each["value"] for each in asked["inputs"] if each["id"] == "explore-ask"), None)
        if data is None:
            route.continue_()
            return
        wholes.append(data["full"])
        if data["full"] not in answers:
            answers[data["full"]] = route.fetch().json()
        told = answers[data["full"]]["response"]["explore-answer"]["data"]
        # Nothing grows beyond the whole, lest a look at rest come in between.
        told |= {"request": data["request"], "n": told["wanted"] if is_quick else 8, "most": told["wanted"]}
        route.fulfill(json=answers[data["full"]])

    def press(times: int) -> list[bool]:
        laptop.wait_for_timeout(400 * CLOCK)
        wholes.clear()
        presence(laptop).evaluate(MOVE, times)
        laptop.wait_for_selector(".explore-charts:not(.is-stale)", timeout=LONG)
        laptop.wait_for_timeout(200 * CLOCK)
        return list(wholes)

    laptop.route("**/_dash-update-component*", answer)
    press(3)  # whatever the server of this test was before, both answers are there now
    press(1)
    assert press(1) == [True]
    assert press(4)[-2:] == [False, True]
    is_quick = False
    press(1)
    assert press(1)[:2] == [False, True]


def test_an_answer_that_is_no_longer_wanted_is_not_drawn(laptop: "Page") -> None:
    explore(laptop)
    held: list[Route] = []

    def hold(route: "Route") -> None:
        asked: Any = route.request.post_data_json
        wanted = next((each["value"] for each in asked["inputs"] if each["id"] == "explore-ask"), None)
        if wanted and wanted["full"] and wanted["link"].endswith("attendance.norm=0.1"):
            held.append(route)
        else:
            route.continue_()

    laptop.route("**/_dash-update-component*", hold)
    presence(laptop).press("ArrowRight")
    laptop.wait_for_url(re.compile(r"norm=0\.1"), timeout=LONG)
    for _ in range(100):
        if held:
            break
        laptop.wait_for_timeout(100)
    assert held
    for _ in range(19):
        presence(laptop).press("ArrowRight")
    settled(laptop, "attendance.norm=2")
    latest = middle(laptop, "image")
    for route in held:
        route.continue_()
    laptop.wait_for_timeout(1500)
    assert middle(laptop, "image") == latest


def test_charts_are_dimmed_while_they_are_out_of_date(laptop: "Page") -> None:
    explore(laptop)
    held: list[Route] = []

    def hold(route: "Route") -> None:
        held.append(route)

    laptop.route("**/_dash-update-component*", hold, times=1)
    presence(laptop).press("ArrowRight")
    laptop.wait_for_selector(".explore-charts.is-stale[aria-busy=true]")
    laptop.wait_for_timeout(300)
    assert laptop.locator(".explore-charts.is-stale").count() == 1
    for route in held:
        route.continue_()
    laptop.wait_for_selector(".explore-charts:not(.is-stale)[aria-busy=false]", timeout=LONG)


def test_a_measure_begins_later_by_keyboard_and_by_pointer(laptop: "Page") -> None:
    explore(laptop, "?scenario=presence")
    bar = laptop.get_by_role("slider", name="An honest word to the customer: start")
    assert bar.get_attribute("aria-valuetext") == "week 27"
    bar.press("ArrowRight")
    bar.press("PageUp")
    settled(laptop, "interventions.honest_word.start=41")
    assert bar.get_attribute("aria-valuetext") == "week 41"
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    laptop.mouse.move(box["x"] + 20, box["y"] + 10)
    laptop.mouse.down()
    laptop.mouse.move(box["x"] + 60, box["y"] + 10, steps=6)
    laptop.mouse.up()
    week = int(bar.get_attribute("aria-valuenow") or 0)
    assert 45 < week < 65
    settled(laptop, f"interventions.honest_word.start={week}")


def test_a_measure_is_switched_off_and_weakened(laptop: "Page") -> None:
    explore(laptop, "?scenario=presence")
    laptop.get_by_role("switch", name="Everybody in sales puts presence first: on").focus()
    laptop.keyboard.press("Space")
    settled(laptop, "interventions.staff_follow.strength=0")
    laptop.wait_for_selector("#explore-found li.is-lower:has-text('Attendance')", timeout=LONG)
    laptop.get_by_role("slider", name="Heads and leads put presence first: Strength").press("ArrowLeft")
    settled(laptop, "interventions.leaders_first.strength=0.95")


def test_changes_are_kept_as_a_baseline_and_undone(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi&attendance.norm=2")
    laptop.get_by_role("button", name="Keep as").click()
    settled(laptop, "kept.attendance.norm=2")
    laptop.wait_for_selector("#explore-found:has-text('Nothing is changed yet')", timeout=LONG)
    laptop.get_by_role("slider", name="Demanding results").press("ArrowRight")
    settled(laptop, "demand.strength=0.35")
    laptop.locator(".explore-undo[data-key='attendance.norm']").click()
    laptop.wait_for_url(re.compile(r"scenario=alibi&demand\.strength=0\.35&kept"), timeout=LONG)
    laptop.wait_for_selector("#explore-found li.is-lower:has-text('Image')", timeout=LONG)
    laptop.get_by_role("button", name="Undo all changes").click()
    laptop.wait_for_url(re.compile(r"\?scenario=alibi&kept\.attendance\.norm=2$"), timeout=LONG)


def test_another_story_is_chosen(laptop: "Page") -> None:
    explore(laptop)
    laptop.get_by_role("textbox", name="Scenario").click()
    laptop.get_by_role("option", name="Back to presence").click()
    laptop.wait_for_url(re.compile(r"\?scenario=presence"))
    laptop.wait_for_selector(".explore-timeline")


def test_the_language_switch_keeps_the_state(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi")
    presence(laptop).press("ArrowRight")
    settled(laptop, "attendance.norm=0.1")
    laptop.get_by_role("link", name="Deutsch").click()
    laptop.wait_for_url(re.compile(r"/de/explore\?scenario=alibi&attendance\.norm=0\.1"))
    laptop.wait_for_selector("#explore-status:text-matches('^[0-9]+ Läufe$')", timeout=LONG)
    assert laptop.locator(".explore-number[data-key='attendance.norm']").inner_text() == "0,1"


def test_rules_of_all_tabs_can_be_changed(laptop: "Page") -> None:
    explore(laptop)
    laptop.get_by_role("tab", name="Company").click()
    laptop.get_by_role("switch", name="Own customers: Finance").focus()
    laptop.keyboard.press("Space")
    settled(laptop, "departments.finance.faces_customers=true")
    laptop.get_by_role("tab", name="Talk").click()
    laptop.get_by_role("slider", name="Present colleagues stop gossip").press("ArrowRight")
    settled(laptop, "gossip.inhibit=0.61")


def test_the_numbers_behind_the_charts_are_a_table(laptop: "Page") -> None:
    explore(laptop, "?scenario=alibi&attendance.norm=2")
    laptop.get_by_text("The numbers behind the charts").click()
    table = laptop.get_by_role("table", name="Image (0 to 1)")
    assert table.get_by_role("row").count() == 9
    assert [each.inner_text() for each in table.get_by_role("columnheader").all()] == ["Weeks", "Now", "Before"]


def test_on_a_phone_the_charts_stay_in_sight_while_one_drags(phone: "Page") -> None:
    explore(phone)
    slider = phone.get_by_role("slider", name="Pull of comfortable customers")
    slider.scroll_into_view_if_needed()
    phone.evaluate("window.scrollBy(0, 260)")
    chart, thumb = phone.locator(".explore-panel.is-shown").first.bounding_box(), slider.bounding_box()
    assert chart is not None
    assert thumb is not None
    assert chart["y"] >= 0
    assert chart["y"] + chart["height"] < thumb["y"] < 844
    before = middle(phone, "image")
    slider.press("End")
    settled(phone, "customers.comfort=10")
    assert middle(phone, "image") != before


@pytest.mark.parametrize("device", [PHONE, TABLET, LAPTOP, PROJECTOR])
def test_nothing_is_wider_than_the_screen(visitors: Visitors, device: Device) -> None:
    page = explore(visitors.come(device), "?scenario=presence&show=image.influence.attendance.resources.revenue")
    assert page.evaluate("document.documentElement.scrollWidth") <= device.width


def test_dark_charts_are_drawn_in_the_colours_of_the_dark_page(visitors: Visitors) -> None:
    page = explore(visitors.come(LAPTOP._replace(theme="dark")))
    colour = page.evaluate(
        "document.querySelector('.explore-panel[data-measure=image] .js-plotly-plot').data.slice(-1)[0].line.color"
    )
    assert colour == "#4aa3e0"
    page.get_by_role("button", name="Light or dark").click()
    page.wait_for_timeout(500)
    colour = page.evaluate(
        "document.querySelector('.explore-panel[data-measure=image] .js-plotly-plot').data.slice(-1)[0].line.color"
    )
    assert colour == "#005a96"
