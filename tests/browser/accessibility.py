"""What keeps people out: axe-core's rules for WCAG 2.2 AA, and a few checks that it leaves to others."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.browser.pages import LONG
from tests.browser.visitors import LAPTOP, PHONE, PROJECTOR, TABLET, Device, Theme

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

# Elements wider than the page, the outermost ones; what scrolls inside a box of its own is fine.
WIDER = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) { return []; }
  const over = [...document.body.querySelectorAll("*")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && box.right > page.clientWidth + 1 && getComputedStyle(each).position !== "fixed";
  });
  return over.filter(each => !over.includes(each.parentElement)).slice(0, 5)
    .map(each => each.outerHTML.slice(0, 120)).concat("scrollWidth " + page.scrollWidth + " of " + page.clientWidth);
}"""
# Things to press that are too small, however much room is around them (axe-core minds that, too); links inside a
# sentence are excepted, as in WCAG 2.5.8, and thumbs of sliders, whose whole track can be pressed.
SMALL = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=switch]")]
  .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(each => !(each.tagName === "A" && getComputedStyle(each).display === "inline"))
  .filter(each => {
    const label = each.closest("label") || (each.id && document.querySelector(`label[for="${CSS.escape(each.id)}"]`));
    const boxes = [each, label].filter(Boolean).map(it => it.getBoundingClientRect()).filter(box => box.width > 1);
    return boxes.length && !boxes.some(box => box.width >= 24 && box.height >= 24);
  }).map(each => each.outerHTML.slice(0, 160))"""
FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) { return null; }
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  return {
    what: each.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none",
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


class Look(NamedTuple):
    """A page at a width and in a theme; `deep` where axe-core looks at it as well, which takes seconds."""

    device: Device
    theme: Theme
    deep: bool


def looks(language: str) -> list[Look]:
    """How a page is looked at.

    Whether it fits depends on the words, so every width is tried in every language. What axe-core knows of depends on
    the theme and on whether the page is narrow, hardly on the language: all four of these are tried in English alone.
    """
    everything = language == "en"
    return [
        Look(PHONE, "light", deep=everything),
        Look(PHONE, "dark", deep=True),
        Look(TABLET, "light", deep=False),
        Look(LAPTOP, "dark", deep=everything),
        Look(LAPTOP, "light", deep=everything),
        Look(PROJECTOR, "dark", deep=False),
    ]


def faults(page: "Page", look: Look, but: Collection[str] = ()) -> list[str]:
    """What is wrong with a page when it is looked at so, without what begins with one of `but`."""
    page.set_viewport_size({"width": look.device.width, "height": look.device.height})
    page.emulate_media(color_scheme=look.theme)
    page.wait_for_selector(f"html[data-mantine-color-scheme={look.theme}]", state="attached", timeout=LONG)
    page.wait_for_timeout(150)  # charts follow the window a moment later
    wrong = wider_than_the_page(page) + too_small_to_press(page) + (violations(page) if look.deep else [])
    return [f"{look.device.width} {look.theme}: {each}" for each in wrong if not each.startswith(tuple(but))]


def violations(page: "Page") -> list[str]:
    """What axe-core objects to, one line for each element."""
    from axe_playwright_python.sync_playwright import Axe

    found: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['target'][0]}\n    {node['html'][:200]}\n    "
        + node.get("failureSummary", "").replace("\n", " ")
        for rule in found
        for node in rule["nodes"]
    ]


def wider_than_the_page(page: "Page") -> list[str]:
    """Elements that make the page scroll sideways, once charts have followed the window, within seconds."""
    found: list[str] = []
    for _ in range(20):
        found = list(page.evaluate(WIDER))
        if not found:
            break
        page.wait_for_timeout(250)
    return found


def too_small_to_press(page: "Page") -> list[str]:
    """Things to press that are smaller than 24 by 24 pixels."""
    return list(page.evaluate(SMALL))


def focus_order(page: "Page", most: int = 60) -> list[dict[str, Any]]:
    """What the Tab key reaches one after the other, and whether one sees that it is there."""
    page.evaluate("() => { document.activeElement && document.activeElement.blur(); scrollTo(0, 0); }")
    reached: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (reached and focused["what"] == reached[0]["what"]):
            break
        reached.append(focused)
    return reached
