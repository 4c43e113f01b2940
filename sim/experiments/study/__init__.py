"""Studies: many design points, each with many replicates, none of which is ever computed twice."""
