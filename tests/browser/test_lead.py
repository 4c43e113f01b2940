"""A workshop: a facilitator, a wall, and people with phones, all at once."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sim.language import translator
from tests.browser.accessibility import too_small_to_press, violations, wider_than_the_page
from tests.browser.pages import opened
from tests.browser.server import Server
from tests.browser.visitors import LAPTOP, PHONE, PROJECTOR, TABLET, Device, Theme, Visitors

if TYPE_CHECKING:
    from playwright.sync_api import Page

T = translator("en")
DE = translator("de")
PATIENCE = 40_000  # milliseconds; months are simulated, on machines that have other things to do


class Desk(NamedTuple):
    """The facilitator's page, and the room that it leads."""

    page: "Page"
    code: str
    wall: str

    def press(self, does: str, **values: object) -> None:
        """Press the button that is named so."""
        self.page.get_by_role("button", name=T.text(f"browser.lead.do.{does}", **values), exact=True).click()

    def says(self, text: str) -> None:
        """Wait until the desk says something."""
        self.page.get_by_text(text, exact=False).first.wait_for()


def desk(visitors: Visitors, server: Server, device: Device = LAPTOP, names: str = "named") -> Desk:
    """Facilitator with a new room."""
    page = visitors.come(device)
    page.set_default_timeout(PATIENCE)
    page.goto(server.lead)
    page.wait_for_selector("#lead-make")
    if names != "named":
        page.get_by_label(T.text(f"browser.lead.names_{names}")).check()
    page.click("#lead-make")
    page.wait_for_selector("#lead-people")
    return Desk(page, page.url.rpartition("=")[2], str(page.get_attribute("a[target=_blank]", "href")))


def player(visitors: Visitors, code: str, name: str, device: Device = PHONE, language: str = "en") -> "Page":
    """Somebody who has scanned the code and joined."""
    page = visitors.come(device)
    page.set_default_timeout(PATIENCE)
    page.goto(f"/{language}/join?code={code}")
    page.fill("#join-name", name)
    page.press("#join-name", "Enter")
    page.wait_for_selector(".room-you")
    return page


def decide_quarter(page: "Page", first: str = "all_meetings", language: str = "en") -> None:
    """Decide the months of the open quarter all alike."""
    t = translator(language)
    page.get_by_role("button", name=t.text(f"browser.play.{first}")).click()
    page.locator(".play-week").last.locator("[aria-checked=true]").wait_for()
    page.get_by_role("button", name=t.text("browser.play.quarter")).click()
    page.wait_for_selector(".banner.done")


def test_a_workshop_from_the_first_code_to_the_hand_out(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site)
    wall = opened(visitors.come(PROJECTOR), lead.wall)
    assert lead.code in wall.inner_text("main")
    ada = player(visitors, lead.code, "Ada")
    bo = player(visitors, lead.code, "Bo <b>", LAPTOP, "de")
    wall.get_by_text("Bo <b>").wait_for()
    lead.page.locator(".people-list .name", has_text="Bo <b>").wait_for()

    lead.press("open", number=1)
    ada.wait_for_selector(".play-form")
    bo.wait_for_selector(".play-form")
    decide_quarter(ada)
    wall.locator(".huge", has_text="1 of 2").wait_for()
    assert wall.locator(".wall-tally").count() == 0, "what others decided would sway those who still think"
    decide_quarter(bo, "all_customers", "de")
    wall.wait_for_selector(".wall-tally")
    lead.says(T.text("browser.lead.state.done", number=1, rounds=8))
    assert lead.page.locator(".standings tbody tr").count() == 2

    lead.press("open", number=2)
    ada.wait_for_selector(".play-form")
    ada.get_by_role("button", name=T.text("browser.play.all_meetings")).click()
    ada.locator(".play-week").last.locator("[aria-checked=true]").wait_for()
    lead.press("pause")
    ada.wait_for_selector(".room.paused")
    assert not ada.locator(".play-buttons").first.is_visible()
    lead.press("go_on")
    ada.wait_for_selector(".room.open")
    assert ada.locator(".play-week [aria-checked=true]").count() >= 4, "what was filled in stays"

    lead.page.on("dialog", lambda dialog: dialog.accept())
    lead.page.click("#lead-end")
    lead.says(T.text("browser.lead.state.ended"))
    ada.wait_for_selector(".play-recap")
    wall.get_by_text(T.text("browser.lead.over")).wait_for()
    for kind, suffix in (("handout_en", ".html"), ("sheet", ".csv")):
        with lead.page.expect_download() as file:
            lead.page.click(f"#lead-{kind}")
        assert file.value.suggested_filename.endswith(suffix)
        assert "Ada" in Path(file.value.path()).read_text(encoding="utf-8")

    lead.page.click("#lead-delete")
    lead.page.wait_for_selector("#lead-make")
    assert lead.code not in lead.page.inner_text("main")
    ada.get_by_text(T.text("browser.room.gone")).wait_for()


def test_the_secret_leaves_the_address_at_once(visitors: Visitors, site: Server) -> None:
    page = visitors.come(LAPTOP)
    page.goto(site.lead)
    page.wait_for_selector("#lead-make")
    assert "#" not in page.url
    assert site.lead.rpartition("#")[2] not in page.content()
    assert site.lead.rpartition("#")[2] not in str(page.evaluate("JSON.stringify([history.state, document.cookie])"))


def test_a_wrong_link_says_so(visitors: Visitors, site: Server) -> None:
    page = visitors.come(LAPTOP)
    page.goto("/de/lead#wrong")
    page.get_by_text(DE.text("browser.lead.entry.refused")).wait_for()


def test_a_code_is_typed_in_any_case_and_a_wrong_one_is_told(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site)
    page = opened(visitors.come(PHONE), "/en/join")
    page.fill("#join-code", "zzzzzz")
    page.get_by_role("button", name=T.text("browser.room.join.find")).click()
    page.get_by_text(T.text("browser.room.problem.unknown_room")).wait_for()
    page.fill("#join-code", f"{lead.code[:3].lower()} {lead.code[3:].lower()}")
    page.press("#join-code", "Enter")
    page.wait_for_selector("#join-enter")


def test_a_name_that_is_taken_is_answered_with_one_that_is_free(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site)
    player(visitors, lead.code, "Ada")
    page = opened(visitors.come(PHONE), f"/en/join?code={lead.code}")
    page.fill("#join-name", "Ada")
    page.click("#join-enter")
    page.get_by_text(T.text("browser.room.problem.name_taken")).wait_for()
    assert page.input_value("#join-name") == "Ada 2"
    page.click("#join-enter")
    page.wait_for_selector(".room-you")


def test_somebody_is_sent_out(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site)
    page = player(visitors, lead.code, "Ada")
    lead.page.on("dialog", lambda dialog: dialog.accept())
    lead.page.get_by_role("button", name=T.text("browser.lead.out", name="Ada")).click()
    page.get_by_text(T.text("browser.room.gone")).wait_for()
    lead.says(T.text("browser.lead.nobody"))


def test_an_anonymous_room_asks_for_no_name(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site, names="anonymous")
    page = opened(visitors.come(PHONE), f"/en/join?code={lead.code}")
    assert not page.locator("#join-name").is_visible()
    page.click("#join-enter")
    page.wait_for_selector(".room-you")
    lead.page.locator(".people-list .name", has_text=T.text("browser.room.person", number=1)).wait_for()


def test_tapping_twice_takes_one_seat_and_every_page_leads_back_to_it(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site, names="anonymous")
    page = opened(visitors.come(PHONE), f"/en/join?code={lead.code}")
    page.locator("#join-enter").evaluate("button => { button.click(); button.click(); button.click(); }")
    page.wait_for_selector(".room-you")
    opened(page, "/en/explore")
    page.get_by_role("link", name=T.text("browser.shell.to_room"), exact=True).click()
    page.wait_for_selector(".room-you")
    lead.page.locator(".people-list .name", has_text=T.text("browser.room.person", number=1)).wait_for()
    lead.page.wait_for_timeout(2_500)  # the desk has asked again meanwhile
    assert lead.page.locator(".people-list .name").count() == 1


def test_a_room_that_is_locked_lets_nobody_in_until_it_is_opened(visitors: Visitors, site: Server) -> None:
    lead = desk(visitors, site)
    player(visitors, lead.code, "Ada")
    lead.press("lock")
    lead.says(T.text("browser.lead.is_locked"))
    stranger = opened(visitors.come(PHONE), f"/en/join?code={lead.code}")
    stranger.get_by_text(T.text("browser.room.problem.locked")).wait_for()
    lead.press("unlock")
    lead.page.get_by_role("button", name=T.text("browser.lead.do.lock"), exact=True).wait_for()
    player(visitors, lead.code, "Bob")


def test_a_round_is_led_with_the_keyboard_alone(visitors: Visitors, site: Server) -> None:
    page = visitors.come(LAPTOP)
    page.goto(site.lead)
    page.wait_for_selector("#lead-make")
    page.focus("#lead-make")
    page.keyboard.press("Enter")
    page.wait_for_selector(".step.first")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('first')"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name=T.text("browser.lead.do.pause")).wait_for()


DEVICES = [PHONE, TABLET, LAPTOP, PROJECTOR]


@pytest.mark.parametrize(("language", "theme"), [("de", "dark"), ("en", "light")])
def test_everybody_can_use_every_page_of_a_workshop(
    visitors: Visitors, site: Server, language: str, theme: Theme
) -> None:
    """axe-core, targets large enough, and no scrolling sideways, at every width and stage."""
    lead = desk(visitors, site, LAPTOP._replace(theme=theme))
    pages = {
        "join": opened(visitors.come(PHONE._replace(theme=theme)), f"/{language}/join"),
        "door": opened(visitors.come(PHONE._replace(theme=theme)), f"/{language}/join?code={lead.code}"),
        "room": player(visitors, lead.code, "Friederike Wolkenstein", PHONE._replace(theme=theme), language),
        "wall": opened(visitors.come(PROJECTOR._replace(theme=theme)), lead.wall.replace("/en/", f"/{language}/")),
    }
    second = player(visitors, lead.code, "Bo")
    overview = opened(lead.page.context.new_page(), f"/{language}/lead")
    desk_page = opened(lead.page.context.new_page(), f"/{language}/lead?room={lead.code}")
    faults = check({**pages, "overview": overview, "desk": desk_page}, "waiting")
    lead.press("open", number=1)
    pages["room"].wait_for_selector(".play-form")
    decide_quarter(second)
    desk_page.wait_for_selector(".js-plotly-plot .point")
    faults += check({"desk": desk_page, "wall": pages["wall"]}, "open")
    decide_quarter(pages["room"], "all_customers", language)
    pages["wall"].wait_for_selector(".js-plotly-plot .point")
    faults += check({"room": pages["room"], "desk": desk_page, "wall": pages["wall"]}, "done")
    assert not faults, "\n".join(faults)


def check(pages: dict[str, "Page"], stage: str) -> list[str]:
    """Faults of pages at all widths."""
    found = []
    for name, page in pages.items():
        found += [f"{name}, {stage}: {each}" for each in violations(page)]
        before = page.viewport_size
        for device in DEVICES:
            page.set_viewport_size({"width": device.width, "height": device.height})
            page.wait_for_timeout(150)
            faults = [*wider_than_the_page(page), *too_small_to_press(page)]
            found += [f"{name}, {stage}, {device.width}: {each}" for each in faults]
        if before is not None:
            page.set_viewport_size(before)
    return found
