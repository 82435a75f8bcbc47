"""The audit in the browser: what was done by whom, looked for and handed out, and whether the chain is whole."""
