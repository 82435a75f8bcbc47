"""Check characters, as the standards print them. Each takes the characters before the check character."""

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def resident_check(body: str) -> str:
    """Return the 18th character of a resident identity number. body: 17 digits. Source: GB 11643, MOD 11-2."""
    return RESIDENT_CHECKS[sum(w * int(c) for w, c in zip(RESIDENT_WEIGHTS, body, strict=True)) % 11]


def credit_check(body: str) -> str:
    """Return the 18th character of a unified social credit code. body: 17 characters of its alphabet. Source: GB 32100."""
    total = sum(w * CREDIT_ALPHABET.index(c) for w, c in zip(CREDIT_WEIGHTS, body, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the ninth character of an organisation code. body: 8 digits or capitals. Source: GB 11714."""
    total = sum(w * BASE_36.index(c) for w, c in zip(ORGANISATION_WEIGHTS, body, strict=True))
    return "0123456789X"[-total % 11]


def patent_check(body: str) -> str:
    """Return the check character of a patent number. body: its 8 or 12 digits. Source: ZC 0006."""
    return "0123456789X"[sum(w * int(c) for w, c in zip(PATENT_WEIGHTS, body, strict=False)) % 11]
