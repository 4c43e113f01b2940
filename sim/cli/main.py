"""The command `flurfunk`. Each subcommand is imported when it is called, so that `--help` is quick."""

import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NamedTuple

import click

from sim.cli import terminal
from sim.errors import FlurfunkError

INTERRUPTED = 130


class Home(NamedTuple):
    """Where a subcommand is, and what it does in half a line."""

    module: str
    function: str
    short_help: str


COMMANDS = {
    "new": Home("sim.cli.new", "new", "Write a commented scenario to start from."),
    "validate": Home("sim.cli.validate", "validate", "Check scenario files and list every mistake."),
    "run": Home("sim.cli.run", "run", "Run a scenario: tables, a verdict and a report."),
    "compare": Home("sim.cli.compare", "compare", "Compare scenarios under the same luck."),
    "sweep": Home("sim.cli.sweep", "sweep", "Run the design points of a study."),
    "sensitivity": Home("sim.cli.sensitivity", "sensitivity", "Say which parameters of a study matter."),
    "map": Home("sim.cli.map", "map", "Draw a phase diagram over two parameters: where the start decides."),
    "calibrate": Home(
        "sim.cli.calibrate", "calibrate", "Find the parameters under which a scenario looks like your data."
    ),
    "recommend": Home("sim.cli.recommend", "recommend", "Find the measures that reach a goal with the least effort."),
    "serve": Home("sim.cli.serve", "serve", "Explore, watch, play and lead a workshop in the browser."),
    "explain": Home("sim.cli.explain", "explain", "Say what a key of a scenario means."),
    "schema": Home("sim.cli.schema", "schema", "Print the JSON Schema of scenarios, for editors."),
}


class LateGroup(click.Group):
    """A group that knows the names and short helps of its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which one uses them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        command: click.Command = getattr(import_module(home.module), home.function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in the help."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, home.short_help) for name, home in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was called, or name the one most like it."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read what stands before the command; a wrong option there ends in one line like those of a command."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            click.echo(f"error: {error.format_message()}", err=True)
            raise click.exceptions.Exit(error.exit_code) from None

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run everything, on whatever terminal, file or pipe there is."""
        with terminal.prepared():
            try:
                return super().main(*args, **kwargs)
            except terminal.OutputError as error:  # while the help was printed
                click.echo(f"error: {error}", err=True)
                sys.exit(error.exit_code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; mistakes of the user end in one line, not in a traceback."""
        try:
            return super().invoke(ctx)
        except FlurfunkError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            click.echo(f"error: {error.format_message()}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            # Terminals show ^C in the line that would come next.
            click.echo("\nstopped" if sys.stderr.isatty() else "stopped", err=True)
            ctx.exit(INTERRUPTED)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from sim.version import version

    click.echo(f"flurfunk {version()}")
    ctx.exit()


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def main() -> None:
    """Flurfunk: how absence from meetings costs a department its influence.

    \b
    flurfunk new my.yaml        write a scenario to start from
    flurfunk validate my.yaml   check it
    flurfunk run my.yaml        run it
    """  # noqa: D301 - click wants the backspace itself
