"""Names and numbers that hold in every check and belong to nobody.

Every invented person's second character is 例. Identity numbers begin with 322700, the former 苏州地区: it was
dissolved in 1982, and numbers were first given in 1984; papers of Hong Kong have one digit too many. Mobile numbers begin
with 154, which no operator gives out; landlines have the area code 0500, which does not exist; credit codes name the
region 320599, which does not either; ISBNs are of a group of publishers that nobody has; addresses end in
example.com (RFC 2606).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from shucai.domain.examples import person_name, uscc, with_check_digit

REGION = "322700"
RESIDENT_CARD, HONG_KONG_PAPER = "居民身份证", "香港特区护照/身份证明"
MAJORITY = "汉族"
ETHNIC_MINORITIES = ("回族", "满族", "土家族", "苗族", "壮族", "蒙古族")
MINORITY_SHARE = 0.03
PLACES = 499  # order digits of one sex on one day


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. number: the place among all the people of the school, from 0. paper: what id_no is the number of."""

    number: int
    name: str
    gender: str
    born: date
    id_no: str
    ethnicity: str
    paper: str = RESIDENT_CARD

    @property
    def is_from_hong_kong(self) -> bool:
        """Return whether somebody comes from Hong Kong."""
        return self.paper == HONG_KONG_PAPER

    @property
    def mobile(self) -> str:
        """Return a mobile number that no operator gives out."""
        return f"154{self.number:08d}"

    @property
    def email(self) -> str:
        """Return an address in a domain kept for examples."""
        return f"p{self.number:05d}@example.com"


class People:
    """Gives out invented people, each name and number once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given = 0
        self._numbers: set[str] = set()

    def next(self, earliest: date, latest: date, *, women: float = 0.5) -> Person:
        """Return somebody new, born between two days; women: their share."""
        random, number = self._random, self._given
        self._given += 1
        is_woman = random.random() < women
        while True:
            born = earliest + timedelta(days=random.randint(0, (latest - earliest).days))
            place = 2 * random.randrange(PLACES) + (2 if is_woman else 1)
            id_no = with_check_digit(f"{REGION}{born:%Y%m%d}{place:03d}")
            if id_no not in self._numbers and not id_no.endswith("000"):  # 000 looks as if Excel had cut it
                break
        self._numbers.add(id_no)
        minority = random.random() < MINORITY_SHARE
        ethnicity = random.choice(ETHNIC_MINORITIES) if minority else MAJORITY
        return Person(number, person_name(number), "女" if is_woman else "男", born, id_no, ethnicity)


def from_hong_kong(person: Person) -> Person:
    """Return somebody with a paper of Hong Kong whose number is longer than any there."""
    return replace(person, paper=HONG_KONG_PAPER, id_no=f"XX{person.number:07d}")


def landline(number: int) -> str:
    """Return an office telephone in an area code that does not exist."""
    return f"0500-2{number:07d}"


def credit_code(number: int) -> str:
    """Return a unified social credit code whose check characters hold, of a region that does not exist."""
    return uscc(number)
