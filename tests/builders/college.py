"""The students of an invented college as 1.5.1 and 0.1.5 tell of them, in the year of a campaign; nothing is wrong."""

from datetime import date, timedelta

from shucai.domain.examples import person_name, with_check_digit

Row = dict[str, str | None]
NOWHERE = "322700"  # a region that there is not
OF_A_CLASS = 40
MAJORS = (("460301", "机电一体化技术"), ("510203", "软件技术"))
DEPARTMENTS = ("例示机电学院", "例示信息学院")
ELDEST = 700  # days between the births of the oldest and the youngest


def student(number: int, year: int) -> Row:
    """Return a student of 1.5.1 as the product spells it."""
    order = number // OF_A_CLASS
    code, major = MAJORS[order % 2]
    born = date(year - 19, 1, 1) + timedelta(days=number % ELDEST)
    is_man = number % 3 == 0
    member = number % 2 == 0
    return {
        "student_no": f"{year - 1}{number + 1:05d}",
        "name": person_name(number),
        "id_type": "1",
        "id_no": with_check_digit(f"{NOWHERE}{born:%Y%m%d}{number // ELDEST:02d}{1 if is_man else 2}"),
        "gender": "1" if is_man else "2",
        "birth_date": f"{born}",
        "ethnicity": "01",
        "political_status": "03" if member else "13",
        "nationality": "156",
        "hmt_foreign": "00",
        "major_code": code,
        "major_name": major,
        "program_level": "1",
        "schooling_years": "3",
        "training_mode": "0",
        "student_source_type": "01",
        "grade": f"{year - 1}",
        "class_name": f"{major[:2]}{(year - 1) % 100:02d}{order // 2 + 1:02d}",
        "dept_name": DEPARTMENTS[order % 2],
        "admission_ym": f"{year - 1}-09",
        "expected_grad_ym": f"{year + 2}-06",
        "admission_type": "1",
        "origin_region": "320102",
        "hukou_type": "2",
        "is_veteran": "否",
        "is_order_training": "否",
        "is_poor_family": "否",
        "student_category": "2",
        "enrol_status": "01",
        "is_graduated": "否",
        "phone": f"154{number:08d}",
    }


def base_of(row: Row) -> Row:
    """Return the row of 0.1.5 that a student has there."""
    kept = (
        "student_no", "name", "id_type", "id_no", "gender", "birth_date", "ethnicity", "major_code", "major_name",
        "program_level", "schooling_years", "training_mode", "student_source_type", "grade", "class_name",
        "admission_ym", "enrol_status",
    )  # fmt: skip
    return {name: row.get(name) for name in kept}


def majors(year: int) -> list[Row]:
    """Return the rows of 0.1.1."""
    return [
        {
            "major_code": code, "major_name": name, "program_level": "1", "schooling_years": "3", "training_mode": "0",
            "student_source_type": "01", "dept_name": unit, "approval_ym": f"{year - 9}-03",
            "first_enrol_ym": f"{year - 9}-09", "is_enrolling": "是", "major_status": "1",
        }
        for (code, name), unit in zip(MAJORS, DEPARTMENTS, strict=True)
    ]  # fmt: skip


def departments() -> list[Row]:
    """Return the rows of 1.1.3."""
    return [{"dept_code": f"Y{n}", "dept_name": name} for n, name in enumerate(DEPARTMENTS, 1)]
