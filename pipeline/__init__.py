"""The command line, its options, and the graph: the only place where stages, sources and sinks meet."""
