import json

from sim.scenario.editor import editor_schema
from sim.scenario.mechanisms import PARAMETERS


def test_every_parameter_has_meaning_unit_bounds_and_default() -> None:
    properties = editor_schema()["$defs"]["Gossip"]["properties"]
    default = PARAMETERS["gossip.inhibit"].parameter.default
    assert properties["inhibit"]["description"] == (
        "Probability that one ally of the absentee in the room stops it."
        f" [probability; 0 to 1; default {default:g}; source: K16]"
    )
    assert (properties["negativity"]["minimum"], properties["negativity"]["maximum"]) == (0.1, 20)


def test_tables_list_the_parameters_of_their_scope_only() -> None:
    definitions = editor_schema()["$defs"]
    department = definitions["Department"]["properties"]["set"]
    assert set(department["properties"]) == {key for key, each in PARAMETERS.items() if each.scope == "person"}
    assert department["additionalProperties"] is False
    assert set(definitions["Intervention"]["properties"]["add"]["properties"]) == set(PARAMETERS)


def test_what_is_added_has_no_bounds_of_its_own() -> None:
    tables = editor_schema()["$defs"]["Intervention"]["properties"]
    assert tables["set"]["properties"]["gossip.rate"]["maximum"] == 1
    assert "maximum" not in tables["add"]["properties"]["gossip.rate"]


def test_file_that_extends_another_need_not_be_complete_and_may_remove() -> None:
    schema = editor_schema()
    assert schema["anyOf"] == [{"required": ["extends"]}, {"required": ["title", "story", "departments"]}]
    # A list is never added to, so what stands in it is always whole.
    assert [name for name, model in schema["$defs"].items() if "required" in model] == ["Order"]
    assert schema["$defs"]["Meeting"]["type"] == ["object", "null"]


def test_schema_can_be_made_twice_and_is_json() -> None:
    assert json.dumps(editor_schema()) == json.dumps(editor_schema())
