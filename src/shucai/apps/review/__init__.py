"""Decisions over what departments fill: approving, returning for correction, key data, compliance."""
