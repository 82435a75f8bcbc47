"""Static files with hashed names, compressed once, kept by browsers for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed names also for what a script imports from another script.

    Vendored files name source maps that are not shipped, so references to source maps are left as they are.
    """

    support_js_module_import_aggregation = True
    patterns = (("*.css", (r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",)),)
