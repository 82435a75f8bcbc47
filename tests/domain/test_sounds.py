"""Names are found by the first letters of their sounds."""

from shucai.domain.normalise.sounds import initials_of


def test_letters_are_those_of_the_sounds():
    assert initials_of("机电一体化技术") == "jdythjs"


def test_letters_and_digits_stay_and_signs_go():
    assert initials_of("3+2 高职（A类）") == "32gzal"
