"""The Mesa model in Mesa's own browser page, SolaraViz; the packages it takes are the extra `solara`."""
