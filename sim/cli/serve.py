"""`flurfunk serve`: the browser, for one or for a workshop."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import Number, Place, Whole
from sim.errors import MissingPackageError

if TYPE_CHECKING:
    from sim.app.settings import Settings

PACKAGES = (
    "confusable_homoglyphs",
    "dash",
    "dash_mantine_components",
    "flask_compress",
    "flask_limiter",
    "idna",
    "segno",
    "sqlalchemy",
    "waitress",
)


@click.command()
@click.argument("scenarios", nargs=-1, type=Place())
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 opens it to the network."
)
@click.option("--port", type=Whole(1, 65535), default=8050, show_default=True, help="Port to listen on.")
@click.option("--database", metavar="URL", help="postgresql://… instead of SQLite in the state folder.")
@click.option("--state", type=Place(), help="Folder of what outlives the server: its key and its rooms.")
@click.option("--threads", type=Number(), help="Threads that simulate; as many as there are cores if left out.")
@click.option(
    "--behind-proxy", metavar="URL", help="Address of a proxy on this machine, which is believed about who asks."
)
@click.option("--quiet", is_flag=True, help="Print the addresses only.")
def serve(  # noqa: PLR0913, PLR0917 - the options, one by one
    scenarios: tuple[Path, ...], host: str, port: int, database: str | None, state: Path | None, threads: int | None,
    behind_proxy: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Serve SCENARIOS, files or folders, to browsers; the folder scenarios/ if left out."""
    _need_packages()
    from sim.app import serve as server
    from sim.app.guard.key import facilitator_secret, load
    from sim.app.library import Library
    from sim.app.settings import Settings
    from sim.app.site import Site
    from sim.experiments.bounds import threads_of

    library = Library.of(scenarios)
    for each in library.left_out:
        click.echo(f"left out: {each}", err=True)
    folder = state or _state_folder()
    names, address = server.names(host), server.address(host, port)
    if behind_proxy is not None:
        name, address = server.of_proxy(behind_proxy)
        names += (name,)
    settings = Settings(
        folder, database or server.database(folder), load(folder), host, port, names, address, threads_of(threads),
        behind_proxy is not None,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):
        server.serve(
            Site(library, settings), lambda: _tell(settings, facilitator_secret(settings.key), quiet), _compiling
        )
    click.echo("\nstopped" if sys.stderr.isatty() else "stopped", err=True)


def _need_packages() -> None:
    from importlib.util import find_spec

    missing = next((each for each in PACKAGES if find_spec(each) is None), None)
    if missing is not None:
        raise MissingPackageError(f"{missing}: must be installed for this: pip install 'flurfunk[browser]'")


def _state_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("flurfunk", appauthor=False))


UNSAFE = (
    "Without TLS: whoever reads along on the network can play or lead in somebody's place. "
    "Use a network of your own, or --behind-proxy https://..."
)


def _tell(settings: "Settings", secret: str, quiet: bool) -> None:
    """Print addresses; the secret stands behind a #, which no browser sends and no log sees."""
    from sim.app.serve import is_own, is_secret

    if not quiet and sys.stdout.isatty() and (sys.stdout.encoding or "").lower().startswith("utf"):
        import segno

        segno.make(settings.address, error="m").terminal(compact=True)
    if not is_secret(settings):
        click.echo(UNSAFE, err=True)
    click.echo(f"Open      {settings.address}")
    click.echo(f"Lead      {settings.address}/en/lead#{secret}   keep this link to yourself")
    if not quiet:
        reach = "this machine only; --host 0.0.0.0 opens it" if is_own(settings.host) else "everybody on the network"
        reach = "everybody who reaches the proxy" if settings.proxy else reach
        click.echo(f"For       {reach}")
        click.echo("Stop      Ctrl-C")
    sys.stdout.flush()


def _compiling() -> None:
    click.echo("Compiling the kernel, once; charts come in about twenty seconds ...", err=True)
