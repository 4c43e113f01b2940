"""`flurfunk schema`: the JSON Schema of scenarios."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, with meaning, unit and bounds of every key.

    Editors complete and check keys with it. In VS Code, install the extension "YAML" by Red Hat, write

    \b
        flurfunk schema > flurfunk.schema.json

    and begin the scenario, in the same folder, with the line

    \b
        # yaml-language-server: $schema=flurfunk.schema.json
    """  # noqa: D301 - click wants the backspace itself
    from sim.scenario.editor import editor_schema

    click.echo(json.dumps(editor_schema(), indent=2, ensure_ascii=False))
