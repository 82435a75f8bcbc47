"""Why a workbook cannot be marked in place."""


class CannotSpliceError(Exception):
    """A part of the workbook is not as it must be for marks to be set into it; the text says what, for its owner."""
