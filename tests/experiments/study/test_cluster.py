"""Dask with a real scheduler and real worker processes, over TCP on this machine."""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from numpy.testing import assert_array_equal

from sim.errors import ClusterError
from sim.experiments.outcomes import Outcome
from sim.experiments.study import cluster as cluster_of
from sim.experiments.study.extras import need
from sim.experiments.study.laboratory import Laboratory, Measured
from sim.scenario.variants import Value, Variants

ROOT = Path(__file__).parents[3]
SECONDS_TO_START = 60
Points = list[dict[str, Value]]


class Cluster(NamedTuple):
    address: str
    workers: list["subprocess.Popen[bytes]"]
    scheduler: "subprocess.Popen[bytes]"


def dask(*arguments: object, log: Path, path: Path = ROOT) -> "subprocess.Popen[bytes]":
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=file,
            cwd=path,
            env={**os.environ, "PYTHONPATH": str(path)},
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers with one thread each."""
    with started(tmp_path_factory.mktemp("cluster"), 2) as found:
        yield found


@contextmanager
def started(folder: Path, n_workers: int, *, path: Path = ROOT, scheduler_path: Path = ROOT) -> Iterator[Cluster]:
    distributed = need("distributed")
    place = folder / "scheduler.json"
    scheduler = dask(
        "scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", place,
        log=folder / "s.log", path=scheduler_path,
    )  # fmt: skip
    own = [worker(place, folder, number, path) for number in range(n_workers)]
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not place.exists():
            assert time.monotonic() < until, (folder / "s.log").read_text()
            time.sleep(0.1)
        with distributed.Client(scheduler_file=str(place), set_as_default=False) as client:
            client.wait_for_workers(n_workers, timeout=SECONDS_TO_START)
            address = client.scheduler.address
        yield Cluster(address, own, scheduler)
    finally:
        for process in [*own, scheduler]:
            process.terminate()
            process.wait(timeout=30)


def worker(place: Path, folder: Path, number: int, path: Path) -> "subprocess.Popen[bytes]":
    return dask(
        "worker", "--scheduler-file", place, "--host", "127.0.0.1", "--nthreads", 1, "--no-nanny", "--no-dashboard",
        "--local-directory", folder / f"work-{number}", log=folder / f"w{number}.log", path=path,
    )  # fmt: skip


@pytest.fixture
def larger() -> Variants:
    return Variants.of("scenarios/small_firm.yaml", ["weeks=26"])


def measured(variants: Variants, outcomes: list[Outcome], points: Points, n: int, address: str | None) -> Measured:
    with Laboratory(variants, outcomes, 3, cluster=address) as laboratory:
        return laboratory.measure(points, n)


def test_a_cluster_gives_exactly_the_numbers_of_this_machine(
    cluster: Cluster, larger: Variants, outcomes: list[Outcome], points: Points
) -> None:
    away, here = (measured(larger, outcomes, points, 20, address) for address in (cluster.address, None))
    assert_array_equal(away.values, here.values)


def test_a_client_that_is_there_already_does_the_work_and_stays_open(
    cluster: Cluster, larger: Variants, outcomes: list[Outcome], points: Points
) -> None:
    with need("distributed").Client(cluster.address, set_as_default=False) as client:
        with Laboratory(larger, outcomes, 3, cluster=client) as laboratory:
            away = laboratory.measure(points, 20)
        assert client.status == "running"
    assert_array_equal(away.values, measured(larger, outcomes, points, 20, None).values)
    with pytest.raises(ClusterError, match="got a client that is closed"):
        Laboratory(larger, outcomes, 3, cluster=client)


def test_what_is_neither_an_address_nor_a_client_is_refused(larger: Variants, outcomes: list[Outcome]) -> None:
    with pytest.raises(ClusterError, match=r"^cluster: must be an address such as .* or a Client of Dask, got 8786$"):
        Laboratory(larger, outcomes, 3, cluster=8786)  # type: ignore[arg-type]


def test_points_that_fail_on_a_cluster_tell_why(cluster: Cluster, larger: Variants, outcomes: list[Outcome]) -> None:
    found = measured(larger, outcomes, [{"departments.sales.staff": 0}, {}], 2, cluster.address)
    assert list(found.errors) == [0]
    assert "departments.sales.staff: must be" in found.errors[0]


def test_workers_of_another_version_are_refused_before_anything_is_computed(
    cluster: Cluster, larger: Variants, outcomes: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_of, "makers", makers_of_another_version)
    with pytest.raises(ClusterError, match="must run the same code and the same numba and numpy as this machine"):
        Laboratory(larger, outcomes, 3, cluster=cluster.address)


def makers_of_another_version() -> str:
    """Stand-in that workers can import: here it is another version than there."""
    return "there" if "distributed.cli" in sys.modules or "dask" in Path(sys.argv[0]).name else "here"


def test_the_address_of_a_worker_is_none_of_a_scheduler(cluster: Cluster) -> None:
    with closing(cluster_of.Cluster(cluster.address)) as reached:
        address = next(iter(reached.client.nthreads()))
    with pytest.raises(ClusterError, match="with a scheduler that answers"):
        cluster_of.Cluster(address)


def test_a_worker_that_is_killed_costs_only_what_it_had_under_way(
    cluster: Cluster, outcomes: list[Outcome], tmp_path: Path
) -> None:
    """Last of all, as the cluster has one worker less afterwards."""
    variants = Variants.of("scenarios/small_firm.yaml")
    points: Points = [{"gossip.inhibit": number / 200} for number in range(200)]
    told: list[int] = []

    def kill_one(stage: str, done: int, _total: int) -> None:
        if stage == "running":
            told.append(done)
            if done > 0 and cluster.workers[0].poll() is None:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)

    with Laboratory(variants, outcomes, 3, cluster=cluster.address, folder=tmp_path, progress=kill_one) as laboratory:
        away = laboratory.measure(points, 20)
    assert cluster.workers[0].poll() is not None
    assert away.errors == {}
    assert told == sorted(told)
    assert_array_equal(away.values, measured(variants, outcomes, points, 20, None).values)


def test_a_scheduler_that_dies_ends_the_study_in_one_line_and_what_was_computed_is_kept(
    outcomes: list[Outcome], tmp_path: Path
) -> None:
    variants = Variants.of("scenarios/small_firm.yaml")
    points: Points = [{"gossip.inhibit": number / 400} for number in range(400)]
    with started(tmp_path, 1) as own:

        def kill_it(stage: str, done: int, _total: int) -> None:
            if stage == "running" and done > 0:
                own.scheduler.kill()

        with (
            pytest.raises(ClusterError, match="what was computed is kept, and the same command goes on"),
            Laboratory(
                variants, outcomes, 3, cluster=own.address, folder=tmp_path / "study", progress=kill_it
            ) as laboratory,
        ):
            laboratory.measure(points, 20)
    with Laboratory(variants, outcomes, 3, folder=tmp_path / "study") as laboratory:
        laboratory.measure(points, 20)
        assert 0 < laboratory.computed < 8000


@pytest.mark.parametrize("address", ["somewhere", "tcp://somewhere", "127.0.0.1:8786", ""])
def test_what_is_no_address_is_refused(larger: Variants, outcomes: list[Outcome], address: str) -> None:
    with pytest.raises(ClusterError, match="cluster: must be an address such as"):
        Laboratory(larger, outcomes, 3, cluster=address)


HIDING = """import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "sim":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nothing())
"""


@pytest.fixture
def without_the_package(tmp_path: Path) -> Path:
    """Folder from which Python starts as if Flurfunk were not installed."""
    folder = tmp_path / "without"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HIDING)
    return folder


def test_workers_without_the_package_are_told_in_one_line(
    larger: Variants, outcomes: list[Outcome], tmp_path: Path, without_the_package: Path
) -> None:
    with (
        started(tmp_path, 1, path=without_the_package) as own,
        pytest.raises(ClusterError, match="must have workers with the same Flurfunk as this machine, got one without"),
    ):
        Laboratory(larger, outcomes, 3, cluster=own.address)


def test_a_scheduler_without_the_package_is_told_in_one_line_before_anything_is_computed(
    larger: Variants, outcomes: list[Outcome], tmp_path: Path, without_the_package: Path
) -> None:
    with (
        started(tmp_path, 1, scheduler_path=without_the_package) as own,
        pytest.raises(ClusterError, match="must have a scheduler with the same Flurfunk as this machine"),
    ):
        Laboratory(larger, outcomes, 3, cluster=own.address)


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """Port that accepts everybody, says the same to all, and then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with suppress(OSError), ExitStack() as kept:
                while True:
                    kept.enter_context(listener.accept()[0]).sendall(said)

        Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


# Dask leaves the socket to the garbage collector where it gives up on one.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("tcp", b""), ("tcp", b"HTTP/1.0 400 Bad request\r\n\r\n"), ("tcp", b"SSH-2.0-OpenSSH_9.2\r\n"),
        ("tcp", bytes(64)), ("ws", b""), ("tls", b""),
    ],
    ids=["nothing", "a web page", "secure shell", "zeros", "no web socket", "no certificate"],
)  # fmt: skip
def test_a_port_where_no_scheduler_answers_is_told_in_time(
    monkeypatch: pytest.MonkeyPatch, scheme: str, said: bytes
) -> None:
    monkeypatch.setattr(cluster_of, "SECONDS_TO_CONNECT", 1)
    began = time.monotonic()
    with answering(said) as place, pytest.raises(ClusterError, match="a scheduler that answers within 1 second"):
        cluster_of.Cluster(f"{scheme}://{place}")
    assert time.monotonic() - began < 5
    gc.collect()


def test_a_worker_that_does_not_answer_is_told_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_of, "SECONDS_TO_ANSWER", 2)
    with started(tmp_path, 1) as own:
        os.kill(own.workers[0].pid, signal.SIGSTOP)
        try:
            with pytest.raises(ClusterError, match="must have workers that answer within 2 seconds"):
                cluster_of.Cluster(own.address)
        finally:
            os.kill(own.workers[0].pid, signal.SIGCONT)
