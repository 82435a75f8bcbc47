"""State: an app a noun, each with models, queries (reads) and actions (writes); an action is one transaction."""
