"""Scenario sections of the mechanisms, made from what `sim.rules` says of its own parameters."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from sim.rules import CompanyRules, MeetingRules, PersonRules, forms
from sim.rules.parameter import Parameter

SCOPES: dict[str, type] = {"person": PersonRules, "meeting": MeetingRules, "company": CompanyRules}


class ParameterKey(NamedTuple):
    """A parameter and its place: `mechanism.name`, the scope, the column in that scope's table."""

    key: str
    mechanism: str
    name: str
    scope: str
    column: int
    parameter: Parameter


def rules_of(scope: str) -> dict[str, type]:
    """NamedTuple class of every mechanism of a scope, and of the forms, in the order of the table's columns."""
    return get_type_hints(SCOPES[scope])


def mechanisms(scope: str) -> dict[str, type]:
    """NamedTuple class of every mechanism of a scope, in the order of the table's columns."""
    return {name: rules for name, rules in rules_of(scope).items() if rules is not forms.Forms}


def _parameters() -> Iterator[ParameterKey]:
    for scope in SCOPES:
        column = 0
        for mechanism, rules in mechanisms(scope).items():
            for name, hint in get_type_hints(rules, include_extras=True).items():
                yield ParameterKey(f"{mechanism}.{name}", mechanism, name, scope, column, get_args(hint)[1])
                column += 1


PARAMETERS: dict[str, ParameterKey] = {each.key: each for each in _parameters()}
FORMS_KEY = "forms"
# By the rule's name, in the order of the last columns of the company's table.
FORMS: dict[str, forms.Form] = {
    name: get_args(hint)[1] for name, hint in get_type_hints(forms.Forms, include_extras=True).items()
}


class Section(BaseModel):
    """Base of every part of a scenario: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _section(mechanism: str, rules: type) -> type[Section]:
    fields: dict[str, Any] = {}
    for each in PARAMETERS.values():
        if each.mechanism == mechanism:
            p = each.parameter
            described = Field(
                default=p.default,
                ge=p.low,
                le=p.high,
                description=p.meaning,
                json_schema_extra={"unit": p.unit, "source": p.source},
            )
            fields[each.name] = (Annotated[float, described], described)
    return create_model(rules.__name__, __base__=Section, __doc__=rules.__doc__, __module__=__name__, **fields)


SECTIONS: dict[str, type[Section]] = {
    mechanism: _section(mechanism, rules) for scope in SCOPES for mechanism, rules in mechanisms(scope).items()
}


def _forms_section() -> type[Section]:
    fields: dict[str, Any] = {
        name: (Literal[form.choices], Field(default=form.choices[0], description=form.meaning))
        for name, form in FORMS.items()
    }
    return create_model("Forms", __base__=Section, __doc__=forms.Forms.__doc__, __module__=__name__, **fields)


FORMS_SECTION = _forms_section()
# By their names, so that scenarios can be pickled: sent to other processes, kept in notebooks.
globals().update({each.__name__: each for each in [*SECTIONS.values(), FORMS_SECTION]})
