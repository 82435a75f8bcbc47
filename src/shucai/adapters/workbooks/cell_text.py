"""Text in a cell of a workbook, whoever writes it: how much fits, and what XlsxWriter would take for its own markup."""

from xml.sax.saxutils import escape

LONGEST_TEXT = 32_767  # UTF-16 units in a cell (Excel)


def literal(text: str) -> str:
    """Return the text so that XlsxWriter takes it word for word.

    What stands between ``<r>`` and ``</r>`` it writes into the file as it is; such a text becomes rich text of one run,
    or, where that would be too long, gets a blank behind it.
    """
    if not (text.startswith("<r>") and text.endswith("</r>")):
        return text
    rich = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return rich if len(rich) <= LONGEST_TEXT else f"{text} "
