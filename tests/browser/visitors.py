"""People at the site: each has a browser of their own, and everything that goes wrong in it is noted.

Pages forbid to evaluate text, so `page.wait_for_function` fails on them; wait for an element with `wait_for_selector`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:  # the tests are collected where there is no Playwright, too
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

Theme = Literal["light", "dark"]

# The browser tells violations of the policy in its console as well; this also tells of which, and where.
WATCH = """
document.addEventListener("securitypolicyviolation", event => console.error(
  "policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile + ":" + event.lineNumber));
"""
WHOLE_PLOTLY = "plotly/package_data"  # three times as large as the part of it that the site brings along


@contextmanager
def visiting(browser: "Browser", address: str) -> Iterator["Visitors"]:
    """People who visit a site; leaving fails when anything went wrong in their browsers."""
    everybody = Visitors(browser, address)
    yield everybody
    everybody.leave()
    assert not everybody.problems(), "\n".join(everybody.problems())


class Device(NamedTuple):
    """What somebody holds in their hands."""

    width: int
    height: int
    touch: bool = False
    theme: Theme = "light"
    locale: str = "en-GB"
    calm: bool = True  # reduced motion, so that nothing moves while it is looked at


PHONE = Device(390, 844, touch=True)
TABLET = Device(768, 1024, touch=True)
LAPTOP = Device(1280, 800)
PROJECTOR = Device(1920, 1080)


class Visitors:
    """Opens browsers for visitors of one site, and knows what went wrong in them."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self._browser = browser
        self.address = address
        self._contexts: list[BrowserContext] = []
        self._tolerated: list[str] = []
        self._problems: list[str] = []

    def come(self, device: Device = LAPTOP) -> "Page":
        """Page of a new visitor, who has no cookies; addresses are those of the site."""
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": device.width, "height": device.height},
            has_touch=device.touch,
            is_mobile=device.touch,
            device_scale_factor=1,
            color_scheme=device.theme,
            locale=device.locale,
            reduced_motion="reduce" if device.calm else "no-preference",
        )
        context.set_default_timeout(45_000)
        context.add_init_script(WATCH)
        self._watch(context)
        self._contexts.append(context)
        return context.new_page()

    def tolerate(self, *texts: str) -> None:
        """Do not count problems with these texts in them, in tests that cause them."""
        self._tolerated += texts

    def problems(self) -> list[str]:
        """What went wrong until now, and was not tolerated."""
        return [each for each in self._problems if not any(text in each for text in self._tolerated)]

    def everything(self) -> list[str]:
        """What went wrong until now, tolerated or not."""
        return list(self._problems)

    def leave(self) -> None:
        """Close everybody's browser."""
        for context in self._contexts:
            context.close()

    def _watch(self, context: "BrowserContext") -> None:
        context.on("console", self._note(_said))
        context.on("weberror", self._note(lambda error: f"error: {error.error}"))
        context.on("response", self._note(_failed))
        context.on("request", self._note(self._strayed))

    def _note(self, wrong: Callable[[Any], str | None]) -> Callable[[Any], None]:
        def note(event: Any) -> None:
            problem = wrong(event)
            if problem is not None:
                self._problems.append(problem)

        return note

    def _strayed(self, request: "Request") -> str | None:
        if WHOLE_PLOTLY in request.url:
            return f"asked for what draws charts we have none of: {request.url}"
        own = request.url.startswith((f"{self.address}/", "data:", "blob:"))
        return None if own else f"left the site: {request.url}"


def _said(message: "ConsoleMessage") -> str | None:
    return f"console: {message.text} ({message.location.get('url')})" if message.type == "error" else None


def _failed(response: "Response") -> str | None:
    return f"status {response.status}: {response.url}" if response.status >= 400 else None
