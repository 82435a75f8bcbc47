"""Where in a definition something stands."""

Place = tuple[str, ...]  # keys and names from the top: ("checks", "talent.0.1.1.major_code.c1", "when")
