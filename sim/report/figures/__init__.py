"""One file per figure: a pure function from runs to a plotly figure in a language."""
