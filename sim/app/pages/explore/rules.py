"""Rules as sentences with their number inside, each with a control below."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from sim.app.explore.controls import COMPANY, TABS, Control
from sim.app.explore.wording import name, rule
from sim.app.pages.explore.attributes import attributes
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

Values = Mapping[str, Value]


def rule_rows(shown: Sequence[Control], now: Values, base: Structure, t: Translator) -> list[Component]:
    """Row per control."""
    return [_row(each, now[each.key], base, t) for each in shown]


def tabs(known: dict[str, Control], above: set[str], now: Values, base: Structure, t: Translator) -> Component:
    """Everything that does not stand above already, by what it is about."""
    names = [*TABS, COMPANY]
    heads = [dmc.TabsTab(t.text(f"browser.explore.group.{each}"), value=each) for each in names]
    panels = []
    for tab in names:
        rest = [each for each in known.values() if each.tab == tab and each.key not in above]
        panels.append(dmc.TabsPanel(_sections(tab, rest, now, base, t), value=tab, className="explore-tab"))
    found: Component = dmc.Tabs(
        [dmc.TabsList(heads), *panels], value=names[0], keepMounted=False, className="explore-tabs"
    )
    return found


def slider(control: Control, value: Value, label: str) -> Component:
    """Slider of a number."""
    reach = control.reach(value)
    found: Component = dmc.Slider(
        id={"type": "explore-control", "key": control.key}, value=float(value), min=reach.low, max=reach.high,
        step=reach.step, updatemode="drag", label=None, thumbLabel=label, size="md", className="explore-slider",
    )  # fmt: skip
    return found


def _sections(tab: str, shown: list[Control], now: Values, base: Structure, t: Translator) -> list[Component]:
    """Rows below a heading for every mechanism."""
    if tab == COMPANY:
        return rule_rows(shown, now, base, t)
    found: list[Component] = []
    for mechanism in TABS[tab]:
        own = [each for each in shown if each.rule.partition(".")[0] == mechanism]
        if own:
            found += [html.H4(t.text(f"browser.explore.mechanism.{mechanism}")), *rule_rows(own, now, base, t)]
    return found


def _row(control: Control, value: Value, base: Structure, t: Translator) -> Component:
    said, label = rule(control, value, base, t), name(control, base, t)
    number = html.Output(said.value, className="explore-number", **attributes(data_key=control.key))
    changed = " is-changed" if value != control.value else ""
    undo = html.Button(
        "↺", className="explore-undo", title=t.text("browser.explore.reset", name=label),
        **attributes(data_key=control.key, aria_label=t.text("browser.explore.reset", name=label)),
    )  # fmt: skip
    return html.Div(
        [html.P([said.before, number, said.after]), html.Div([_input(control, value, label, base, t), undo])],
        className=f"explore-rule{changed}", **attributes(data_key=control.key),
    )  # fmt: skip


def _input(control: Control, value: Value, label: str, base: Structure, t: Translator) -> Component:
    if control.kind == "boolean":
        return _switch(control, value, label)
    if control.kind == "string":
        return _choice(control, value, label, base, t)
    return slider(control, value, label)


def _switch(control: Control, value: Value, label: str) -> Component:
    found: Component = dmc.Switch(
        id={"type": "explore-switch", "key": control.key}, checked=bool(value), label=label, className="explore-switch"
    )
    return found


def _choice(control: Control, value: Value, label: str, base: Structure, t: Translator) -> Component:
    data = [{"value": each, "label": t.own(base.departments[each].title)} for each in control.choices]
    found: Component = dmc.Select(
        id={"type": "explore-control", "key": control.key}, value=str(value), data=data, allowDeselect=False,
        label=label, className="explore-select",
    )  # fmt: skip
    return found
