"""A game for one: decide, see what comes of it, stop, look back; on a phone, by keyboard, and by link."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import faults, focus_order, looks
from tests.browser.pages import LONG
from tests.browser.visitors import LAPTOP, PHONE, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEW = "/en/play?scenario=alibi&seed=7&game="
TWO_MONTHS = "mcmmn0.cmmcm1"
QUARTER = "mmmmx1.mmmmx1.mmmcmx1"


def opened(page: "Page", path: str) -> "Page":
    """Page of a game, ready to be played."""
    page.goto(path)
    page.wait_for_selector(".play-board, .play-start")
    page.wait_for_load_state("networkidle")
    return page


def do(page: "Page", what: str) -> None:
    """Press one of the buttons below a month."""
    page.locator(f"""[id*='"part":"play-do"'][id*='"at":"{what}"']""").click()


def fill(page: "Page", weeks: str) -> None:
    """Decide weeks one by one: `m` or `c` each."""
    for number, first in enumerate(weeks):
        page.locator(".play-week").nth(number).get_by_role("radio").nth("mc".index(first)).click()


def month_shown(page: "Page", month: int) -> None:
    """Wait until so many months are decided."""
    page.wait_for_selector(f"[data-month='{month}']")


def test_a_game_is_started_and_a_month_decided_on_a_phone(phone: "Page") -> None:
    opened(phone, "/en/play")
    phone.get_by_role("link", name="Start").click()
    phone.wait_for_selector(".play-week")
    weeks = "mccm"
    fill(phone, weeks)
    phone.get_by_role("radio", name="This mattered more").click()
    phone.get_by_role("radio", name="results for customers").click()
    phone.get_by_role("button", name="Decide the month").click()
    month_shown(phone, 1)
    assert phone.locator(".play-side h3").all_inner_texts() == ["The pleasant part", "The price"]
    assert phone.url.endswith(f"game={weeks}m1")


def test_a_month_is_not_decided_before_every_week_is(laptop: "Page") -> None:
    opened(laptop, NEW)
    fill(laptop, "mc")
    do(laptop, "decide")
    laptop.get_by_text("2 weeks are still open.").wait_for()
    assert laptop.locator(".play-week.open").count() == 2
    fill(laptop, "mcmm")
    do(laptop, "decide")
    month_shown(laptop, 1)


def test_a_reloaded_page_goes_on_where_it_was(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    do(laptop, "same")
    month_shown(laptop, 3)
    before = laptop.locator(".play-result").inner_text()
    laptop.reload()
    month_shown(laptop, 3)
    laptop.wait_for_load_state("networkidle")
    assert laptop.locator(".play-result").inner_text() == before


def test_what_is_ticked_and_not_sent_yet_outlives_a_reload(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    fill(laptop, "mc")
    laptop.get_by_role("radio", name="results for customers").click()
    laptop.reload()
    ticked = ".play-week:nth-child({}) [role=radio]:nth-child({})[aria-checked=true]"
    for place in ((1, 1), (2, 2)):
        laptop.wait_for_selector(ticked.format(*place))
    assert laptop.locator(".play-week [aria-checked=true]").count() == 2
    assert laptop.get_by_role("radio", name="results for customers").is_checked()
    fill(laptop, "mcmmm"[: laptop.locator(".play-week").count()])
    do(laptop, "decide")
    month_shown(laptop, 3)
    # The next month begins empty.
    laptop.wait_for_timeout(300)
    assert laptop.locator(".play-week [aria-checked=true]").count() == 0


def test_the_other_language_shows_the_same_game(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    do(laptop, "same")
    month_shown(laptop, 3)
    laptop.get_by_role("link", name="Deutsch").click()
    laptop.get_by_text("Was Monat 3 gebracht hat").wait_for()
    month_shown(laptop, 3)


def test_two_players_of_one_link_meet_the_same_luck(visitors: Visitors) -> None:
    one, other = (opened(visitors.come(device), NEW) for device in (PHONE, LAPTOP))
    assert one.locator(".play-weeks").inner_text() == other.locator(".play-weeks").inner_text()
    for page in (one, other):
        fill(page, "mccm")
        do(page, "decide")
        month_shown(page, 1)
    assert one.locator(".play-tiles").inner_text() == other.locator(".play-tiles").inner_text()


def test_a_whole_game_is_played_by_quarters_and_looked_back_on(phone: "Page") -> None:
    opened(phone, NEW)
    for quarter in range(8):
        phone.get_by_role("button", name="All meetings" if quarter % 2 else "All customers").click()
        phone.wait_for_selector(".play-week [aria-checked=true]")
        do(phone, "quarter")
        month_shown(phone, 3 * (quarter + 1))
    phone.get_by_role("heading", name="Looking back on 24 months").wait_for()
    phone.get_by_role("heading", name="Always there, never there").wait_for()
    rows = phone.locator(".play-table tbody tr").all_inner_texts()
    assert [each.split("\t")[0].strip() for each in rows] == ["always the meeting", "always the customer"]
    phone.get_by_role("heading", name="What would have happened otherwise").wait_for()
    assert phone.locator(".play-claims li").count() >= 2
    # The theory comes last, after everything that was seen.
    titles = phone.locator(".play-recap h3").all_inner_texts()
    assert titles[-1] == "What the theory says"


def test_one_may_stop_look_back_and_go_on(laptop: "Page") -> None:
    opened(laptop, NEW + QUARTER)
    do(laptop, "stop")
    laptop.get_by_role("heading", name="Looking back on 3 months").wait_for()
    laptop.wait_for_selector(".play-table")
    assert "end=1" in laptop.url
    do(laptop, "on")
    laptop.wait_for_selector(".play-week")
    assert "end=1" not in laptop.url
    month_shown(laptop, 3)


def test_eyes_are_led_to_what_is_new(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    do(laptop, "same")
    laptop.wait_for_selector("#play-heading:focus")
    do(laptop, "stop")
    laptop.wait_for_selector("#play-recap-heading:focus")


def test_a_month_is_decided_by_keyboard_alone(laptop: "Page") -> None:
    opened(laptop, NEW)
    first = laptop.locator(".play-week").first.get_by_role("radio").first
    first.focus()
    for number in range(4):
        laptop.keyboard.press("Space")
        laptop.wait_for_selector(f".play-week:nth-child({number + 1}) [aria-checked=true]")
        _tab_until_outside_of_week(laptop, number)
    laptop.get_by_role("button", name="Decide the month").focus()
    laptop.keyboard.press("Enter")
    month_shown(laptop, 1)


def _tab_until_outside_of_week(page: "Page", number: int) -> None:
    inside = f"!!document.activeElement.closest('.play-week:nth-child({number + 1})')"
    for _ in range(4):
        page.keyboard.press("Tab")
        if not page.evaluate(inside):
            return
    raise AssertionError("the Tab key does not lead out of a week")


def test_everything_that_the_tab_key_reaches_can_be_seen(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    reached = focus_order(laptop)
    assert len(reached) > 12
    assert [each["what"] for each in reached if not (each["outlined"] and each["seen"])] == []


def test_what_is_to_be_touched_is_large_enough(phone: "Page") -> None:
    opened(phone, NEW + TWO_MONTHS)
    boxes = phone.evaluate(
        """() => [...document.querySelectorAll(".play-page button, .play-page a")]
        .map(each => [each.innerText, each.getBoundingClientRect().height]).filter(each => each[1] < 44)"""
    )
    assert boxes == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("state", ["board", "recap"])
def test_a_game_fits_every_screen_and_keeps_nobody_out(visitors: Visitors, language: str, state: str) -> None:
    words = f"scenario=alibi&seed=7&game={QUARTER}" + ("&end=1" if state == "recap" else "")
    phone, window = (opened(visitors.come(each), f"/{language}/play?{words}") for each in (PHONE, LAPTOP))
    if state == "recap":
        for page in (phone, window):
            page.wait_for_selector("#play-turns figure", timeout=LONG)
    found = [fault for look in looks(language) for fault in faults(phone if look.device is PHONE else window, look)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("game", ["mmmmq0", "%3Cscript%3Ealert(1)%3C/script%3E", "mmmmn0." * 40])
def test_a_broken_link_says_so(laptop: "Page", game: str) -> None:
    opened(laptop, f"/en/play?scenario=alibi&seed=7&game={game}")
    laptop.get_by_text("does not hold a game").wait_for()
    laptop.get_by_role("link", name="Start").wait_for()


def test_charts_follow_the_theme(laptop: "Page") -> None:
    opened(laptop, NEW + TWO_MONTHS)
    stroke = "() => getComputedStyle(document.querySelector('.play-chart .js-line')).stroke"
    laptop.wait_for_selector(".play-chart .js-line", state="attached")
    light = laptop.evaluate(stroke)
    laptop.emulate_media(color_scheme="dark")
    laptop.wait_for_selector("html[data-mantine-color-scheme=dark]", state="attached")
    laptop.wait_for_timeout(500)
    assert laptop.evaluate(stroke) != light


def test_the_look_back_is_judged_again_with_more_runs_while_its_charts_stay(laptop: "Page") -> None:
    opened(laptop, f"{NEW}{QUARTER}&end=1")
    laptop.wait_for_selector("#play-recap figure")
    laptop.evaluate("document.querySelector('#play-recap figure').dataset.mark = 'first'")
    for place in ("compared", "theory"):
        laptop.wait_for_selector(f"#play-{place}:not(:has-text('100 runs')):has-text('runs')", timeout=60_000)
    laptop.wait_for_selector("#play-recap figure[data-mark=first]")
    laptop.wait_for_selector("#play-turns:has-text('400 runs')", timeout=60_000)
