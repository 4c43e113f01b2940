"""What happened in a month, in words: first what was pleasant, then what it cost."""

from typing import NamedTuple

from sim.app.play.month import Held, Level, Month
from sim.app.play.situation import Collision, Waiting
from sim.app.play.stage import Stage
from sim.language import Translator

TONES = {"bad": -1, "good": 1, "neither": 0}
MOST_STORIES = 1  # single talks and meetings told of each kind


class Told(NamedTuple):
    """Sentences of a month."""

    pleasant: tuple[str, ...]
    costly: tuple[str, ...]


def told(t: Translator, stage: Stage, month: Month) -> Told:
    """Tell a month."""
    gains = [*_visits(t, month), *_goodwill(t, month, up=True), *_revenue(t, month, up=True)]
    gains += [*_fair(t, month), *_stopped(t, month)]
    costs = [*_cancelled(t, month), *_without(t, month), *_talk(t, stage, month)]
    costs += [*_goodwill(t, month, up=False), *_revenue(t, month, up=False), *_review(t, stage, month)]
    return Told(tuple(gains), tuple(costs))


def customer(t: Translator, waiting: Waiting) -> str:
    """A customer without a name: `a small, pleasant customer`."""
    return t.text(f"browser.play.customer.{waiting.size}_{waiting.manner}")


def wish(t: Translator, waiting: Waiting) -> str:
    """What the customer wants."""
    return t.text(f"browser.play.wish.{waiting.manner}_{waiting.wish}")


def decision(t: Translator, collision: Collision) -> str:
    """What a meeting decides."""
    if collision.weight <= 0.0:
        return t.text("browser.play.weight.nothing")
    return t.text("browser.play.weight.much" if collision.weight >= 2.0 else "browser.play.weight.some")


def _visits(t: Translator, month: Month) -> list[str]:
    if month.visits == 0:
        return []
    message = "browser.play.month.visits"
    return [t.text(message, count=month.visits, visits=t.number(month.visits), small=t.number(month.pleasant_visits))]


def _moved(level: Level) -> int:
    """Whether a level rose or fell, as far as one sees it in two decimals."""
    before, after = round(level.before, 2), round(level.after, 2)
    return (after > before) - (after < before)


def _goodwill(t: Translator, month: Month, *, up: bool) -> list[str]:
    moved = _moved(month.goodwill)
    if moved != (1 if up else -1):
        return []
    values = {"before": t.number(month.goodwill.before, 2), "after": t.number(month.goodwill.after, 2)}
    return [t.text(f"browser.play.month.goodwill_{'up' if up else 'down'}", **values)]


def _revenue(t: Translator, month: Month, *, up: bool) -> list[str]:
    is_met = round(month.revenue.after, 2) >= 1.0  # as it is shown
    if is_met != up:
        return []
    message = f"browser.play.month.revenue_{'met' if is_met else 'missed'}"
    return [t.text(message, share=t.percent(month.revenue.after))]


def _fair(t: Translator, month: Month) -> list[str]:
    got = [each for each in month.held if each.present > 0 and each.to_customers >= each.fair]
    return [_of_meeting(t, "fair", each) for each in got[:MOST_STORIES]]


def _of_meeting(t: Translator, which: str, held: Held) -> str:
    return t.text(
        f"browser.play.month.{which}",
        meeting=t.own(held.collision.title),
        week=t.number(held.collision.week),
        got=t.percent(held.to_customers),
        fair=t.percent(held.fair),
    )


def _stopped(t: Translator, month: Month) -> list[str]:
    if month.stopped == 0:
        return []
    return [t.text("browser.play.month.stopped", count=month.stopped, times=t.number(month.stopped))]


def _cancelled(t: Translator, month: Month) -> list[str]:
    if month.cancelled == 0:
        return []
    which = "none" if month.explained == 0 else "all" if month.explained == month.cancelled else "some"
    values = {"cancelled": t.number(month.cancelled), "explained": t.number(month.explained)}
    return [t.text(f"browser.play.month.cancelled_{which}", count=month.cancelled, **values)]


def _without(t: Translator, month: Month) -> list[str]:
    if month.deciding_without == 0:
        return []
    values = {"without": t.number(month.deciding_without), "all": t.number(month.deciding)}
    summary = t.text("browser.play.month.without", count=month.deciding_without, **values)
    alone = [each for each in month.held if each.present <= 0 and each.to_customers < each.fair]
    return [summary, *(_of_meeting(t, "alone", each) for each in alone[:MOST_STORIES])]


def _talk(t: Translator, stage: Stage, month: Month) -> list[str]:
    if not month.talks:
        return []
    tones = {name: sum(each.tone == tone for each in month.talks) for name, tone in TONES.items()}
    how = [t.text(f"browser.play.tone.{name}", count=n, times=t.number(n)) for name, n in tones.items() if n > 0]
    values = {"times": t.number(len(month.talks)), "how": t.enumeration(how)}
    summary = t.text("browser.play.month.talk", count=len(month.talks), **values)
    departments, meetings = list(stage.base.departments.values()), list(stage.base.meetings.values())
    # Series 0 are the departments' own rounds, where the department is among itself.
    outside = [each for each in month.talks if each.tone < 0 and each.series > 0 and each.speaker != stage.own]
    stories = [
        t.text(
            "browser.play.month.heard",
            week=t.number(each.week),
            meeting=t.own(meetings[each.series - 1].title),
            speaker=t.own(departments[each.speaker].title),
        )
        for each in outside[:MOST_STORIES]
    ]
    return [summary, *stories]


def _review(t: Translator, stage: Stage, month: Month) -> list[str]:
    if month.reviewed != month.reviewed or not month.blamed:
        return []
    name = t.own(stage.base.departments[list(stage.base.departments)[stage.own]].title)
    return [t.text("browser.play.month.blamed", share=t.percent(month.reviewed), department=name)]
