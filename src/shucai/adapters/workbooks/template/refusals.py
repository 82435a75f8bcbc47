"""Why a template was not written."""


class CannotWrite(ValueError):
    """The rows do not fit the form or a workbook; the message is a Chinese sentence with the remedy."""
