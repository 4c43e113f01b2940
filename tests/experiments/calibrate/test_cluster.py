"""A cluster makes the same posterior as threads."""

import pandas as pd
import pytest

from sim.experiments.calibrate import calibrate
from tests.experiments.calibrate.conftest import SCENARIO, Files

distributed = pytest.importorskip("distributed")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_same_posterior_as_threads(files: Files) -> None:
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        far = calibrate(
            SCENARIO, survey=files.survey, populations=2, particles=20, seed=4, cluster=cluster.scheduler_address
        )
    near = calibrate(SCENARIO, survey=files.survey, populations=2, particles=20, seed=4, threads=2)
    pd.testing.assert_frame_equal(far.posterior, near.posterior, check_exact=True)
    pd.testing.assert_frame_equal(far.checks, near.checks, check_exact=True)
