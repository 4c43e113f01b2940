"""A workshop outlives its server: killed in the middle and started again, nobody has to join again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Server
from tests.browser.visitors import LAPTOP, PHONE, Visitors, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUARTER = "The whole rest of the quarter like this"
# What browsers say while there is no server to answer.
GONE = (
    "did not respond",
    "Failed to load resource",
    "ERR_CONNECTION",
    "Failed to fetch",
    "Callback error",
    "NetworkError",
)


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that these tests may kill."""
    server = Server(tmp_path_factory.mktemp("restarted") / "state")
    yield server
    server.stop()


@pytest.fixture
def own_site(mortal: Server) -> Server:
    """The server, running, whatever the test before did to it."""
    if not mortal.is_running:
        mortal.start()
    return mortal


@pytest.fixture
def guests(own_site: Server, browser: "Browser") -> Iterator[Visitors]:
    with visiting(browser, own_site.address) as everybody:
        yield everybody


def room_of(facilitator: "Page", server: Server) -> str:
    """Code of a room that the facilitator makes."""
    facilitator.goto(server.lead)
    facilitator.wait_for_url("**/en/lead")
    facilitator.click("#lead-make")
    facilitator.wait_for_url("**/en/lead?room=*")
    return str(facilitator.locator(".door .code").inner_text())


def join(player: "Page", code: str, name: str) -> None:
    player.goto(f"/en/join?code={code}")
    player.fill("#join-name", name)
    player.click("#join-enter")
    player.wait_for_url("**/en/room")
    player.wait_for_selector("#room-banner .banner")


def press(facilitator: "Page", does: str) -> None:
    facilitator.click(f"#lead-steps button[id*='\"{does}\"']")


def test_nobody_has_to_join_again_after_the_server_was_killed(own_site: Server, guests: Visitors) -> None:
    facilitator, one, other = guests.come(LAPTOP), guests.come(PHONE), guests.come(PHONE)
    code = room_of(facilitator, own_site)
    join(one, code, "Zoë")
    join(other, code, "Ali <b>")
    facilitator.wait_for_selector("#lead-people >> text=Ali <b>")
    press(facilitator, "open")
    for player in (one, other):
        player.wait_for_selector(".banner.open")

    one.get_by_role("button", name="All meetings").click()
    one.get_by_role("button", name=QUARTER).click()
    one.wait_for_selector(".banner.done")
    result = one.inner_text(".play-result h2")
    n_starts = own_site.told().count("Lead ")

    guests.tolerate(*GONE)
    own_site.kill()
    for page in (one, other, facilitator):  # pages go on asking
        page.wait_for_selector(".offline", state="visible")
    own_site.start()
    for page in (one, other, facilitator):
        page.wait_for_selector(".offline", state="hidden")

    press(facilitator, "pause")  # without loading anything anew
    for player in (one, other):
        player.wait_for_selector(".banner.paused")
    press(facilitator, "go_on")
    other.get_by_role("button", name="All customers").click()
    other.get_by_role("button", name=QUARTER).click()
    other.wait_for_selector(".banner.done")
    press(facilitator, "open")
    one.wait_for_selector(".banner.open")
    one.reload()
    one.wait_for_selector(".room-you >> text=Zoë")
    assert one.inner_text(".play-result h2").split()[-2:] == result.split()[-2:], "what month 3 brought"
    facilitator.reload()
    for name in ("Zoë", "Ali <b>"):
        facilitator.wait_for_selector(f"#lead-people >> text={name}")
    assert own_site.told().count("Lead ") == n_starts + 1
    assert len({line for line in own_site.told().splitlines() if line.startswith("Lead ")}) == 1


def test_a_decision_that_got_lost_can_be_sent_again(own_site: Server, guests: Visitors) -> None:
    facilitator, player = guests.come(LAPTOP), guests.come(PHONE)
    join(player, room_of(facilitator, own_site), "Zoë")
    press(facilitator, "open")
    player.wait_for_selector(".banner.open")
    player.get_by_role("button", name="All customers").click()

    guests.tolerate(*GONE)
    own_site.kill()
    player.get_by_role("button", name="Decide the month").click()
    player.wait_for_selector(".play-form .play-missing:has-text('could not be saved')")
    own_site.start()

    player.get_by_role("button", name="Decide the month").click()
    player.wait_for_selector(".play-where:has-text('Month 2 of 24')")


def test_a_log_holds_no_names_cookies_or_codes(own_site: Server, guests: Visitors) -> None:
    facilitator, player = guests.come(LAPTOP), guests.come(PHONE)
    code = room_of(facilitator, own_site)
    join(player, code, "Zebediah")
    told = "\n".join(line for line in own_site.told().splitlines() if not line.startswith("Lead "))
    cookies = [each["value"] for each in player.context.cookies() + facilitator.context.cookies()]
    assert len(cookies) == 2
    for private in ("Zebediah", code, own_site.lead.partition("#")[2], *cookies):
        assert private not in told


def test_one_player_cannot_act_for_another_or_lead(own_site: Server, guests: Visitors) -> None:
    facilitator, one, other = guests.come(LAPTOP), guests.come(PHONE), guests.come(PHONE)
    code = room_of(facilitator, own_site)
    join(one, code, "Zoë")
    join(other, code, "Ali")
    for page in (one, other):
        assert page.evaluate("document.cookie") == ""
    own = next(each for each in one.context.cookies() if each["name"] == "player")
    forged = own["value"][:-3] + "AAA"
    other.context.add_cookies([{"name": "player", "value": forged, "url": own_site.address, "httpOnly": True}])
    other.reload()
    other.wait_for_selector("main h1")
    assert other.locator(".room-you").count() == 0
    one.goto(f"/en/lead?room={code}")
    one.wait_for_selector("main h1")
    assert one.locator("#lead-steps").count() == 0
    assert "Ali" not in one.inner_text("main")
