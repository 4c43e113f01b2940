"""Everything that Flurfunk raises on purpose.

    FlurfunkError              root; the command line prints it as `error: ...`, without a traceback
    ├── ScenarioError          a mistake in a scenario file or in an option of the command line
    ├── ResultsError           results that cannot be written or read
    │   └── ReadOnlyError      a place for results that may be read and not written to
    ├── OutputError            a standard output that takes nothing more; lives in `sim.cli`
    ├── StudyError             a study that ended with something missing
    ├── ClusterError           workers on other machines that cannot be reached, or are of another version
    ├── MissingPackageError    an optional package that is not installed
    ├── DatabaseError          rooms that cannot be opened, or are of a newer version; lives in `sim.app.rooms`
    │   └── DatabaseBusyError  rooms that another program holds locked; lives there too
    ├── RoomError              what a room does not allow; lives in `sim.app.rooms`
    ├── KeyFileError           a key that others can read, or that is none; lives in `sim.app.guard`
    └── CatalogueError         a message or a language that no catalogue has; lives in `sim.language`

`exit_code` is what the command ends with: 2 where the user can mend it by writing something else, 1 otherwise.
Why the operating system refused something is told in its own words and in quotes, which `reason` returns.
"""

import os


class FlurfunkError(Exception):
    """Root of all errors meant for people."""

    exit_code = 1


class ScenarioError(FlurfunkError):
    """One line per mistake: `<file>:<line> <key>: must <rule>, got <value>`; the message is the first."""

    exit_code = 2

    def __init__(self, *problems: str) -> None:
        super().__init__(problems[0])
        self.problems = problems


class ResultsError(FlurfunkError):
    """Results that cannot be written, read or found."""


class ReadOnlyError(ResultsError):
    """A place for results that may be read and not written to."""


class StudyError(FlurfunkError):
    """A study that has ended, with design points that failed or runs that are missing."""


class ClusterError(FlurfunkError):
    """A cluster that cannot be reached, has no workers, or runs another version."""


class MissingPackageError(FlurfunkError):
    """An optional package that is needed and not installed."""

    exit_code = 2


def reason(error: OSError) -> str:
    """Say in the system's words, and in quotes, why something was refused."""
    # What stands for names of machines has numbers of its own; packages put their own words beside the system's.
    number = error.errno or 0
    return f"'{os.strerror(number) if number > 0 else error.strerror or error}'"
