"""Pages about studies: one offline HTML file each, in the look of the report of a run."""
