"""`flurfunk schema`: the JSON Schema of scenarios and studies."""

import json

import click


@click.command()
@click.option("--study", is_flag=True, help="Of study files instead of scenarios.")
def schema(study: bool) -> None:
    """Print the JSON Schema of scenarios, with meaning, unit and bounds of every key.

    Editors complete and check keys with it. In VS Code, install the extension "YAML" by Red Hat, write

    \b
        flurfunk schema > flurfunk.schema.json

    and begin the scenario, in the same folder, with the line

    \b
        # yaml-language-server: $schema=flurfunk.schema.json
    """  # noqa: D301 - click wants the backspace itself
    from sim.experiments.study.schema import StudyFile
    from sim.scenario.editor import editor_schema

    found = StudyFile.model_json_schema() if study else editor_schema()
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
