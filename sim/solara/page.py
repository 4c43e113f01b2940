"""The page of the scenario that `flurfunk new` writes: `solara run sim.solara.page`."""

from importlib.resources import files

from sim.solara.watch import watch

Page = watch(str(files("sim.scenario") / "starter.yaml"))
