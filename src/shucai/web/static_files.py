"""Static files with hashed names, compressed once, kept by browsers for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashed names also for what a script imports from another script.

    Vendored files name source maps that are not shipped, so references to source maps are left as they are.
    """

    support_js_module_import_aggregation = True
    patterns = (("*.css", (r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",)),)
