"""Why a department got what it got of a decision: from skipped meetings to visibility, esteem, voice and allocation."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from sim.app.watch.record import CUSTOMER, DELEGATE, ELSEWHERE, ILL, NOBODY, PRESENT, VIDEO, Exact, Held, Voices
from sim.app.watch.story.case import Case, Instead, busy, case_of, could_come, what_if
from sim.app.watch.story.trace import CLEAR, WEEKS, Item, Story, Telling, came, with_customers
from sim.scenario.output import COMPANY, WEEKLY

WEEKS_AFTER = 8


def tell(telling: Telling, week: int, held: Held) -> Story:
    """Story of a decision of a week, for the department in focus."""
    case = case_of(telling, week, held)
    instead = what_if(telling, case)
    title = telling.say(
        "decision_title",
        meeting=telling.meeting(held.meeting),
        week=week,
        department=telling.department(case.department),
    )
    past = [*_first_skip(telling, case), *_worst_talk(telling, case), *_levels(telling, case)]
    now = [
        *_attendance(telling, case),
        *_there(telling, case),
        *_voice(telling, case),
        *_instead(telling, case, instead),
    ]
    items = [
        *sorted(past, key=lambda each: each.week),
        *now,
        *sorted(_after(telling, case), key=lambda each: each.week),
    ]
    return Story(title, _gist(telling, case, instead), items)


def _by_week(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda each: each.week)


def _gist(telling: Telling, case: Case, instead: Instead) -> str:
    """What it came to, and what weighed most."""
    values: dict[str, object] = {
        "department": telling.department(case.department), "given": telling.percent(case.given),
        "fair": telling.percent(case.fair), "came": came(case.held, case.seats), "invited": len(case.seats),
        "share": telling.percent(case.held.share[case.own].sum()),
    }  # fmt: skip
    if not len(case.seats):
        return telling.say("gist_uninvited", **values)
    if case.held.voices is None:
        return telling.say("gist_alone", **values)
    if case.given > case.fair + CLEAR:
        return telling.say("gist_won", **values)
    if case.given >= case.fair - CLEAR:
        return telling.say("gist_even", **values)
    return _lost(telling, case, instead, values)


def _lost(telling: Telling, case: Case, instead: Instead, values: dict[str, object]) -> str:
    """What weighed most where the department got clearly less than its share."""
    if instead.coming is None and not case.held.presence[case.own].any():
        return telling.say("gist_lost_unable", **values)
    by_coming = 0.0 if instead.coming is None else instead.coming - case.given
    before = case.given if instead.coming is None else instead.coming
    by_respect = 0.0 if instead.respected is None else instead.respected - before
    reached = {
        "coming": telling.percent(before),
        "respected": telling.percent(before if instead.respected is None else instead.respected),
    }
    if max(by_coming, by_respect) < CLEAR:
        return telling.say("gist_lost_otherwise", **values)
    if by_coming >= by_respect:
        return telling.say("gist_lost_absent", **values, **reached)
    return telling.say("gist_lost_unheard" if instead.coming is not None else "gist_lost_present", **values, **reached)


def _first_skip(telling: Telling, case: Case) -> Iterator[Item]:
    """First time that one of those invited went to a customer instead."""
    people = telling.record.seats[case.held.meeting]
    for week, held in telling.held(case.week, case.held.meeting):
        away = with_customers(held, case.seats)
        if len(away):
            seat = int(away[0])
            values = {"person": telling.person(people[seat]), "customer": telling.customer(held.customer[seat])}
            yield Item(week, "attendance", telling.say("first_skip", **values))
            return


def _worst_talk(telling: Telling, case: Case) -> Iterator[Item]:
    """Talk about those invited: how often, and the word that cost most."""
    people = {int(each) for each in telling.record.seats[case.held.meeting][case.seats]}
    counts = telling.talk(case.week, people)
    worst = telling.worst_talk(case.week, people)
    if worst is not None:
        said = worst.said
        yield Item(
            worst.week, "gossip",
            telling.say(
                "worst_talk", meeting=telling.meeting(worst.held.meeting), speaker=telling.person(said.speaker),
                absentee=telling.person(said.absentee), count=said.listeners, before=telling.level(said.before),
                after=telling.level(said.after),
            ),
        )  # fmt: skip
    if sum(counts.values()):
        yield Item(case.week, "gossip", telling.say("talk_so_far", **counts))


def _levels(telling: Telling, case: Case) -> Iterator[Item]:
    """Visibility and esteem of those invited in the eyes of the others on the roster."""
    outside = np.setdiff1d(np.arange(len(case.held.status)), case.own)
    if not len(outside) or not len(case.seats):
        return
    seen = [(week, held.voices) for week, held in telling.held(case.week, case.held.meeting) if held.voices is not None]
    for name, read in READINGS:
        levels = [(week, float(read(voices)[np.ix_(outside, case.seats)].mean())) for week, voices in seen]
        if len(levels) < 2:
            continue
        (first_week, first), (_, now) = levels[0], levels[-1]
        values = {
            "department": telling.department(case.department), "week": case.week, "first_week": first_week,
            "first": telling.level(first), "now": telling.level(now),
        }  # fmt: skip
        halved = next((week for week, level in levels if level < first / 2), None)
        if halved is None:
            yield Item(case.week, name, telling.say(f"{name}_now", **values))
        else:
            yield Item(halved, name, telling.say(f"{name}_halved", **values))


READINGS: tuple[tuple[str, Callable[[Voices], Exact]], ...] = (
    ("visibility", lambda voices: voices.views.visibility),
    ("esteem", lambda voices: voices.views.esteem),
)


def _attendance(telling: Telling, case: Case) -> Iterator[Item]:
    """How often those invited came to this meeting in the quarter before."""
    before = [held for week, held in telling.held(case.week - 1, case.held.meeting) if week >= case.week - WEEKS]
    places = len(before) * len(case.seats)
    if places:
        taken = sum(came(held, case.seats) for held in before)
        away = sum(len(with_customers(held, case.seats)) for held in before)
        values = {"came": taken, "places": places, "away": away, "department": telling.department(case.department)}
        yield Item(case.week, "attendance", telling.say("quarter", count=min(WEEKS, case.week - 1), **values))


def _there(telling: Telling, case: Case) -> Iterator[Item]:
    """Who of those invited is there, and where the others are."""
    if not len(case.seats):
        return
    people, held = telling.record.seats[case.held.meeting], case.held
    occupied = busy(telling, case)
    missing = []
    for seat in case.seats.tolist():
        status = held.status[seat]
        name = telling.person(people[seat])
        if status == CUSTOMER:
            missing.append(telling.say("at_customer", person=name, customer=telling.customer(held.customer[seat])))
        elif status in {ILL, ELSEWHERE}:
            reason = "ill" if status == ILL else "busy" if int(people[seat]) in occupied else "elsewhere"
            missing.append(telling.say(reason, person=name))
    count, department = came(held, case.seats), telling.department(case.department)
    if missing:
        values = {"invited": len(case.seats), "missing": telling.t.enumeration(missing)}
        yield Item(case.week, "attendance", telling.say("there", count=count, department=department, **values))
    else:
        yield Item(case.week, "attendance", telling.say("all_there", count=count, department=department))
    by_video = [telling.person(people[seat]) for seat in case.seats.tolist() if held.status[seat] == VIDEO]
    if by_video:
        yield Item(case.week, "attendance", telling.say("by_video", people=telling.t.enumeration(by_video)))


def _voice(telling: Telling, case: Case) -> Iterator[Item]:
    """Talk, agenda and what was shared out."""
    share, held = float(case.held.share[case.own].sum()), case.held
    if np.isin(held.status[case.own], (PRESENT, VIDEO, DELEGATE)).any():
        seats = len(case.seats) / max(1, telling.places(held.meeting))
        yield Item(case.week, "voice", telling.say("voice", share=telling.percent(share), seats=telling.percent(seats)))
    yield Item(
        case.week, "allocation",
        telling.say(
            "allocation", agenda=telling.percent(held.agenda[case.topic]), given=telling.percent(case.given),
            fair=telling.percent(case.fair), department=telling.department(case.department),
        ),
    )  # fmt: skip


def _instead(telling: Telling, case: Case, instead: Instead) -> Iterator[Item]:
    """What would have come of it by the same rules."""
    given = telling.percent(case.given)
    if instead.coming is not None:
        coming, count = telling.percent(instead.coming), len(could_come(telling, case))
        text = telling.say("if_come_same" if coming == given else "if_come", count=count, coming=coming, given=given)
        yield Item(case.week, "what_if", text)
    if instead.respected is not None:
        before = case.given if instead.coming is None else instead.coming
        values = {"before": telling.percent(before), "respected": telling.percent(instead.respected)}
        name = "if_respected_alone" if instead.coming is None else "if_respected"
        if values["before"] == values["respected"]:
            name = "if_respected_same"
        elif instead.respected < before:
            name = "if_respected_less"
        yield Item(case.week, "what_if", telling.say(name, **values))


def _after(telling: Telling, case: Case) -> Iterator[Item]:
    """What became of resources, and of the next review."""
    weekly, company = telling.record.output.weekly, telling.record.output.company
    last = min(case.week + WEEKS_AFTER, len(weekly))
    column = WEEKLY.index("resources")
    if case.week >= 2 and last > case.week:
        before, after = (float(weekly[week - 1, case.department, column]) for week in (case.week - 1, last))
        values = {"before": telling.percent(before), "after": telling.percent(after), "count": last - case.week}
        yield Item(last, "after", telling.say("resources", department=telling.department(case.department), **values))
    for number, week in enumerate(telling.record.weeks[case.week - 1 : case.week - 1 + WEEKS], case.week):
        for blamed, share in week.reviews:
            service = telling.percent(float(company[number - 1, COMPANY.index("service")]))
            name = "review" if blamed == NOBODY else "review_blamed"
            who = "" if blamed == NOBODY else telling.department(blamed)
            text = telling.say(name, share=telling.percent(share), service=service, blamed=who)
            yield Item(number, "after", text)
            return
