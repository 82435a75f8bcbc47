"""Numbers that education authorities give: teacher certificates, school codes, student codes. Source: JY/T 1001."""

import re
from datetime import date

from shucai.domain.identifiers.checksums import resident_check
from shucai.domain.identifiers.flaws import Flaw, flaw
from shucai.domain.identifiers.id_numbers import real_date
from shucai.domain.identifiers.regions import PROVINCES

CERTIFICATE = re.compile(r"[0-9]{17}")
CERTIFICATE_LENGTH = 17
FIRST_CERTIFICATES = 1994  # the Teachers Law took effect on 1 January 1994
SCHOOL = re.compile(r"[0-9]{10}")
SCHOOL_CLASSES = frozenset(
    {"11", "21", "22", "31", "32", "33", "34", "35", "36", "37", "41", "42", "51", "91", "92", "93"}
)
STUDENT = re.compile(r"[GJ][0-9]{17}[0-9X]|L[0-9]{18}")


def teacher_cert_flaw(value: str, today: date) -> Flaw | None:
    """Return what is wrong with the number of a teacher's certificate; it has no check digit.

    Four digits of the year, two of the province, three of the agency, one of the type, one of the sex, six serial.
    """
    if len(value) != CERTIFICATE_LENGTH:
        return flaw("teacher_cert.length", value)
    if not CERTIFICATE.fullmatch(value):
        return flaw("teacher_cert.characters", value)
    if not FIRST_CERTIFICATES <= int(value[:4]) <= today.year:
        return flaw("teacher_cert.year", value, found=value[:4])
    if value[4:6] not in PROVINCES:
        return flaw("teacher_cert.province", value, found=value[4:6])
    if value[9] not in "1234567":
        return flaw("teacher_cert.type", value, found=value[9])
    return None if value[10] in "012" else flaw("teacher_cert.sex", value, found=value[10])


def school_code_flaw(value: str) -> Flaw | None:
    """Return what is wrong with the code of a school: class, province, six serial digits."""
    if not SCHOOL.fullmatch(value):
        return flaw("school_code.form", value)
    if value[:2] not in SCHOOL_CLASSES:
        return flaw("school_code.class", value, found=value[:2])
    return None if value[2:4] in PROVINCES else flaw("school_code.province", value, found=value[2:4])


def student_code_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a nationwide student code: G and J carry a check digit, L does not."""
    if not STUDENT.fullmatch(value):
        return flaw("student_code.form", value)
    if real_date(value[7:15]) is None:
        return flaw("student_code.birth_date", value, found=value[7:15])
    wanted = resident_check(value[1:18])
    if value[0] != "L" and value[18] != wanted:
        return flaw("student_code.check_digit", value, wanted=wanted)
    return None
