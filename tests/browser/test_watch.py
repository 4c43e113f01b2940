"""The office: people move, speak and fade; it can be played, stepped, scrubbed, asked why, and read instead of seen."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from sim.language import translator
from tests.browser.accessibility import faults, focus_order, looks
from tests.browser.visitors import LAPTOP, PHONE, Device, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIVELY = LAPTOP._replace(calm=False)
FRAMES = "/watch/frames"
# How far to the right the office reaches, and what sticks out of it without being cut off.
WIDTH = "(office => office.getBoundingClientRect().left + office.scrollWidth)(document.querySelector('.watch'))"


def office(page: "Page", path: str = "/en/watch?week=12") -> "Page":
    """Page with the office on it, once the frames are there."""
    page.goto(path)
    page.wait_for_selector(".watch-canvas", timeout=60_000)
    page.wait_for_timeout(400)
    return page


def state(page: "Page") -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("flurfunk.watch.state()")
    return found


def where(page: "Page", person: int) -> dict[str, float]:
    found: dict[str, float] = page.evaluate("n => flurfunk.watch.where(n)", person)
    return found


def week_of_the_link(page: "Page") -> int:
    found = re.search(r"week=(\d+)", page.evaluate("location.search"))
    assert found
    return int(found[1])


def test_the_office_plays_by_itself_and_people_move(visitors: Visitors) -> None:
    page = office(visitors.come(LIVELY), "/en/watch")
    before = [where(page, person) for person in range(100)]
    page.wait_for_timeout(2500)
    assert state(page)["playing"]
    assert state(page)["at"] > 0.2
    after = [where(page, person) for person in range(100)]
    moved = sum(
        abs(one["x"] - two["x"]) + abs(one["y"] - two["y"]) > 20 for one, two in zip(before, after, strict=True)
    )
    assert moved >= 10
    assert page.evaluate("flurfunk.watch.fps()") > 0


def test_frames_travel_once_and_playing_asks_for_nothing_more(visitors: Visitors) -> None:
    page = visitors.come(LIVELY)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    office(page, "/en/watch")
    assert sum(FRAMES in url for url in asked) == 1
    page.wait_for_load_state("networkidle")
    so_far = len(asked)
    page.select_option("#watch-pace", "8")
    page.wait_for_timeout(2000)
    assert state(page)["week"] >= 2
    assert len(asked) == so_far


def test_who_stays_away_fades(visitors: Visitors) -> None:
    page = office(visitors.come(LAPTOP), "/en/watch?week=1")
    early = [where(page, person)["alpha"] for person in range(20)]
    page.evaluate("flurfunk.watch.seek(60)")
    page.wait_for_timeout(300)
    late = [where(page, person)["alpha"] for person in range(20)]
    assert sum(late) < 0.6 * sum(early)


def test_nothing_moves_by_itself_for_whoever_wants_it_calm(laptop: "Page") -> None:
    office(laptop, "/en/watch")
    assert not state(laptop)["playing"]
    before, painted = where(laptop, 3), laptop.evaluate("flurfunk.watch.painted()")
    laptop.wait_for_timeout(500)
    assert where(laptop, 3) == before
    assert laptop.evaluate("flurfunk.watch.painted()") == painted
    laptop.click(".watch-buttons button >> nth=2")
    laptop.wait_for_timeout(100)
    # There at once: one frame shows everybody where they belong.
    assert laptop.evaluate("flurfunk.watch.painted()") - painted <= 2
    assert state(laptop)["week"] == 2


def test_a_keyboard_plays_steps_and_changes_the_speed(visitors: Visitors) -> None:
    page = office(visitors.come(LIVELY))
    page.focus(".watch-canvas")
    for key, week in (("ArrowRight", 13), ("ArrowRight", 14), ("ArrowLeft", 13), ("End", 104), ("Home", 1)):
        page.keyboard.press(key)
        page.wait_for_timeout(150)
        assert state(page)["week"] == week
    at = state(page)["at"]
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_timeout(150)
    assert 0.05 < state(page)["at"] - at < 0.2
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("-")
    assert state(page)["speed"] == 2
    page.keyboard.press("Space")
    assert state(page)["playing"]
    page.keyboard.press("Space")
    assert not state(page)["playing"]


def test_the_slider_goes_to_any_week_and_the_link_follows(laptop: "Page") -> None:
    office(laptop)
    laptop.locator(".watch-scrub").fill("77")
    laptop.wait_for_selector(".watch-clock:text-is('Week 77 of 104')")
    laptop.wait_for_url("**week=77**")
    assert state(laptop)["week"] == 77
    assert week_of_the_link(laptop) == 77
    again = office(laptop, laptop.url)
    assert state(again)["week"] == 77


def test_the_switch_of_language_keeps_scenario_luck_and_week(laptop: "Page") -> None:
    office(laptop, "/en/watch?scenario=presence&seed=4&week=31")
    laptop.click("a.language")
    laptop.wait_for_selector("html[lang=de]", state="attached")
    laptop.wait_for_selector(".watch-canvas", timeout=60_000)
    laptop.wait_for_selector(".watch-active:has-text('27')")
    assert state(laptop)["week"] == 31
    assert laptop.input_value("#watch-seed") == "4"
    assert laptop.input_value("#watch-scenario") == "presence"


def test_the_story_that_is_open_is_in_the_address(visitors: Visitors) -> None:
    page = office(visitors.come(LAPTOP), "/en/watch?week=26")
    page.select_option("#watch-person", "3")
    page.wait_for_url("**person=3**")
    told = page.locator(".watch-told h3").inner_text()
    again = office(visitors.come(LAPTOP), page.url)
    again.wait_for_selector(".watch-trace li")
    assert again.locator(".watch-told h3").inner_text() == told
    page.select_option("#watch-decision", index=1)
    page.wait_for_url("**decision=**")
    assert "person" not in page.url
    page.wait_for_selector(".watch-trace li")
    told = page.locator(".watch-told h3").inner_text()
    again = office(visitors.come(LAPTOP), page.url)
    again.wait_for_selector(".watch-trace li")
    assert again.locator(".watch-told h3").inner_text() == told
    # A decision is one of its week.
    again.locator(".watch-scrub").fill("77")
    again.wait_for_url("**week=77**")
    assert "decision" not in again.url


@pytest.mark.parametrize("device", [LAPTOP, PHONE])
def test_a_click_on_a_person_tells_their_story(visitors: Visitors, device: Device) -> None:
    page = office(visitors.come(device), "/en/watch?week=26")
    at = where(page, 3)
    page.locator(".watch-canvas").click(position={"x": at["x"], "y": at["y"]})
    page.wait_for_selector(".watch-card:not([hidden])")
    chosen = state(page)["chosen"]
    name = page.locator(f"#watch-person option[value='{chosen}']").inner_text()
    assert name in page.locator(".watch-card strong").inner_text()
    page.click(".watch-card .watch-button:not(.watch-close)")
    page.wait_for_function("document.activeElement.closest('.watch-told') !== null")
    page.wait_for_selector(".watch-trace li >> nth=2")
    page.locator(".watch-trace .watch-when").first.click()
    page.wait_for_timeout(200)
    assert state(page)["week"] < 26


def test_a_click_on_a_room_tells_why_the_decision_came_out_as_it_did(laptop: "Page") -> None:
    office(laptop, "/en/watch?week=40")
    box = laptop.locator(".watch-canvas").bounding_box()
    assert box
    # The telling half-day of this week has a deciding meeting in the first room: click on its title.
    laptop.mouse.click(box["x"] + box["width"] * 0.68, box["y"] + 20)
    laptop.wait_for_selector(".watch-card:not([hidden])")
    assert "week 40: what Sales gets" in laptop.locator(".watch-card strong").inner_text()
    assert "share of the seats" in laptop.locator(".watch-card p").inner_text()


def test_a_keyboard_asks_why_from_lists(laptop: "Page") -> None:
    office(laptop, "/en/watch?week=40")
    laptop.select_option("#watch-decision", index=1)
    laptop.wait_for_selector(".watch-gist")
    assert "what Sales gets" in laptop.locator(".watch-told h3").inner_text()
    laptop.select_option("#watch-person", "0")
    laptop.wait_for_selector(".watch-told h3:has-text('Head of Sales')")
    laptop.locator(".watch-list summary").press("Enter")
    laptop.wait_for_selector(".watch-meetings article >> nth=4")
    laptop.locator(".watch-meetings .watch-why").first.press("Enter")
    laptop.wait_for_selector(".watch-told h3:has-text('what Sales gets')")
    laptop.locator(".watch-meetings .watch-person").first.press("Enter")
    laptop.wait_for_selector(".watch-told h3:has-text('up to week 40')")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_week_is_said_and_can_be_read_as_a_list(laptop: "Page", language: str) -> None:
    office(laptop, f"/{language}/watch?week=12")
    laptop.click(".watch-buttons button >> nth=2")
    laptop.wait_for_selector("#watch-live:has-text('13')", state="attached")
    said = laptop.locator("#watch-live").inner_text()
    assert "{" not in said
    laptop.click(".watch-list summary")
    # What opens is filled in when the browser says that it is open, which may be a moment later.
    in_room = translator(language).text("browser.watch.in_room")
    laptop.wait_for_selector(f".watch-meetings:has-text('{in_room}')")
    listed = laptop.locator(".watch-meetings").inner_text()
    assert "{" not in listed
    # What is said adds up with what is listed, and both with the chain beside the office.
    image = laptop.locator(".watch-chain li .watch-value").last.inner_text()
    assert image in said


def test_another_scenario_and_other_luck_are_other_runs(laptop: "Page") -> None:
    office(laptop, "/en/watch?week=12")
    before = laptop.locator(".watch-chain").inner_text()
    laptop.click(".watch-luck")
    laptop.wait_for_url("**seed=2**")
    office(laptop, f"{laptop.url}&week=12")
    assert laptop.locator(".watch-chain").inner_text() != before
    laptop.select_option("#watch-scenario", "small_firm")
    laptop.wait_for_url("**scenario=small_firm**")
    laptop.wait_for_selector(".watch-canvas", timeout=60_000)
    assert laptop.locator("#watch-person option").count() == 26


def test_a_company_that_is_too_large_says_so(laptop: "Page") -> None:
    laptop.goto("/en/watch?scenario=large_firm")
    laptop.wait_for_selector(".watch-remark")
    assert "too large" in laptop.locator(".watch-remark").inner_text()
    laptop.wait_for_selector("#watch-scenario")
    assert laptop.locator(".watch-canvas").count() == 0


def test_a_dark_page_has_a_dark_office(laptop: "Page") -> None:
    office(laptop)
    shade = """() => {
      const canvas = document.querySelector('.watch-canvas'), c = canvas.getContext('2d');
      const data = c.getImageData(canvas.width * 0.7 | 0, canvas.height * 0.9 | 0, 1, 1).data;
      return (data[0] + data[1] + data[2]) / 3;
    }"""
    assert laptop.evaluate(shade) > 200
    laptop.emulate_media(color_scheme="dark")
    laptop.wait_for_selector("html[data-mantine-color-scheme=dark]", state="attached")
    laptop.wait_for_timeout(300)
    assert laptop.evaluate(shade) < 60


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_office_with_all_that_opens_keeps_nobody_out(visitors: Visitors, language: str) -> None:
    page = office(visitors.come(PHONE), f"/{language}/watch?scenario=presence&week=60")
    page.click(".watch-list summary")
    page.select_option("#watch-person", "3")
    page.wait_for_selector(".watch-trace li")
    for look in looks(language):
        # What stands around every page is tested with every page.
        assert faults(page, look, but=("landmark-",)) == []
        assert page.evaluate(WIDTH) <= look.device.width, look


def test_a_keyboard_sees_where_it_is_in_the_office(laptop: "Page") -> None:
    reached = focus_order(office(laptop), most=30)
    assert [each["what"] for each in reached if not each["outlined"]] == []
    assert any("watch-canvas" in each["what"] for each in reached)
