"""Moments in meetings: who stayed away, what was decided, what customers were told."""

from collections.abc import Iterator

import pandas as pd

from sim.report.runs import WEEKS_PER_QUARTER
from sim.report.story.moment import Moment, Traced, first, week_of

FEWEST_MISSING = 2
TOLD = {1: "honest", 2: "external"}


def moments(traced: Traced) -> list[Moment]:
    """All of them."""
    return [*_heads(traced), *_emptiest(traced), *_decisions(traced), *_cancelled(traced), *_reviews(traced)]


def _heads(traced: Traced) -> Iterator[Moment]:
    away = traced.of("away")
    away = away[away["person"].isin(traced.heads)]
    skipped = first(away[away["meeting"].isin(traced.deciding)])
    if skipped:
        customer = traced.roles.customer_class(int(float(skipped["value"])))
        yield Moment(
            week_of(skipped),
            0,
            "head_away",
            skipped["meeting"],
            {"person": skipped["person"]},
            {"customer_class": customer},
        )
    yield from _last_time(traced, away[away["meeting"].isin(traced.deciding)])
    sent = first(traced.of("delegate").loc[lambda frame: frame["person"].isin(traced.heads)])
    if sent:
        yield Moment(
            week_of(sent), 6, "delegate", sent["meeting"], {"person": sent["person"], "delegate": sent["other"]}
        )
    joined = first(traced.of("linked").loc[lambda frame: frame["person"].isin(traced.own)])
    if joined:
        yield Moment(week_of(joined), 10, "linked", joined["meeting"], {"person": joined["person"]})


def _last_time(traced: Traced, away: pd.DataFrame) -> Iterator[Moment]:
    """Last time that a head stayed away, where the weeks after it are known and a quarter at least."""
    if (
        traced.runs.recorded_until is not None
        or len(away) < 2
        or away["week"].iloc[-1] > traced.runs.n_weeks - WEEKS_PER_QUARTER
    ):
        return
    last = first(away.iloc[-1:])
    if last:
        yield Moment(week_of(last), 3, "head_away.last", last["meeting"], {"person": last["person"]})


def _emptiest(traced: Traced) -> Iterator[Moment]:
    away = traced.of("away")
    away = away[away["person"].isin(traced.own) & away["meeting"].isin(traced.deciding)]
    if away.empty:
        return
    counts = away.groupby(["week", "meeting"], observed=True).size().reset_index(name="count")
    emptiest = counts.iloc[int(counts["count"].to_numpy().argmax())]
    if int(emptiest["count"]) >= FEWEST_MISSING:
        values: dict[str, str | int] = {"count": int(emptiest["count"])}
        yield Moment(int(emptiest["week"]), 7, "emptiest", str(emptiest["meeting"]), values=values)


def _decisions(traced: Traced) -> Iterator[Moment]:
    decisions = traced.of("decision")
    if not traced.runs.has_customers or decisions["value"].nunique() < 2:
        return
    for message, priority, row in (
        ("decision_least", 3, decisions["value"].idxmin()),
        ("decision_most", 9, decisions["value"].idxmax()),
    ):
        event = first(decisions.loc[[row]])
        if event:
            share = traced.t.percent(float(event["value"]))
            yield Moment(week_of(event), priority, message, event["meeting"], values={"share": share})


def _cancelled(traced: Traced) -> Iterator[Moment]:
    cancelled = traced.of("cancelled")
    cancelled = cancelled[cancelled["person"].isin(traced.own)]
    for told, name in TOLD.items():
        event = first(cancelled[cancelled["value"] == told])
        if event:
            yield Moment(week_of(event), 8, f"cancelled.{name}", event["meeting"], {"person": event["person"]})


def _reviews(traced: Traced) -> Iterator[Moment]:
    reviews = traced.of("review")
    blamed = reviews[reviews["other"].astype(str) == traced.department]
    reached = reviews[reviews["value"] >= 1]
    shown: set[int] = set()
    for message, priority, events in (
        ("review.blamed", 1, blamed),
        ("review.worst", 5, blamed[blamed["value"] == blamed["value"].min()]),
        (
            "review.reached" if traced.runs.recorded_until is not None or len(reached) > 1 else "review.reached.once",
            5,
            reached,
        ),
    ):
        event = first(_after(events, shown))
        if event:
            shown.add(week_of(event))
            share = traced.t.percent(float(event["value"]))
            blame = traced.department if priority == 1 or message == "review.worst" else None
            yield Moment(week_of(event), priority, message, values={"share": share}, blamed=blame)


def _after(events: pd.DataFrame, shown: set[int]) -> pd.DataFrame:
    return events[~events["week"].isin(shown)]
