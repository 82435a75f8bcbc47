"""Every indicator once more in plain Python over the rows of the demo school as people type them: the oracle."""

EMPLOYED = {
    "签就业协议形式就业", "签劳动合同形式就业", "其他录用形式就业", "科研（管理）助理", "应征义务兵", "国家基层项目",
    "地方基层项目", "自主创业", "自由职业",
}  # fmt: skip
STUDYING = {"升学", "出国、出境"}
CHINA = "156"
SCIENCES = range(41, 53)  # 农林牧渔 to 医药卫生


class ByHand:
    """The measures of a school, by the id of the indicator."""

    def __init__(self, at):
        self.rows = at.rows

    def one(self, code, field):
        (row,) = self.rows(code)
        return row[field]

    def total(self, code, of, where=lambda row: True):
        return sum(of(row) for row in self.rows(code) if where(row))

    def fulltime(self, where=lambda row: True):
        return sum(row["teacher_type"] == "校内专任教师" and where(row) for row in self.rows("1.4.1"))

    def graduates(self, where=lambda row: True):
        return sum(where(row) for row in self.rows("2.5.1"))

    def employed(self, where=lambda row: True):
        return self.graduates(lambda row: row["destination"] in EMPLOYED and where(row))

    def students(self, *, secondary):
        row = self.rows("1.5.3")[0]
        converted = row["college_total"] + (row["secondary_total"] if secondary else 0)
        converted += row["intl_total"] * 3 + row["prep_students"]
        return converted + row["evening_students"] * 0.3 + row["correspondence_students"] * 0.1

    def teachers(self, way):
        inside, outside = self.fulltime(), len(self.rows("1.4.2"))
        return (
            inside
            + {
                "half": outside * 0.5,
                "capped": min(outside * 0.5, inside / 4),
                "hours": self.total("1.4.2", lambda row: row["teaching_hours"]) / 160,
            }[way]
        )

    def per_student(self, amount):
        return amount / self.one("1.5.3", "fulltime_total")

    def per_converted(self, amount):
        return amount / self.one("1.5.3", "converted_students")

    def courses(self, mark=None):
        return {row["course_code"] for row in self.rows("1.3.1") if mark is None or row[mark]}

    def hours(self, mark=None):
        return self.total("1.3.1", lambda row: row["total_hours"], lambda row: mark is None or row[mark])

    def per_intern(self, field):
        return self.one("2.11.3", field) * 10_000 / self.total("2.2.1", lambda row: row["student_count"])

    def matched_by_category(self):
        """Return the measure of every group of majors of 1.2.1 by its code, None where nobody is employed."""
        codes = {row["major_code"][:2] for row in self.rows("1.2.1")}
        found = {}
        for code in sorted(codes):
            mine = [
                row
                for row in self.rows("2.5.1")
                if row["major_code"][:2] == code and row["destination"] in EMPLOYED
            ]
            found[code] = sum(row["is_major_match"] for row in mine) / len(mine) * 100 if mine else None
        return found

    def matched_sciences(self):
        mine = [
            row
            for row in self.rows("2.5.1")
            if int(row["major_code"][:2]) in SCIENCES and row["destination"] in EMPLOYED
        ]
        return sum(row["is_major_match"] for row in mine) / len(mine) * 100

    def overseas_days(self, types=None):
        staff = {row["staff_no"]: row["teacher_type"] for row in self.rows("1.4.1")}
        return self.total(
            "2.15.4",
            lambda row: row["days"],
            lambda row: row["country"] != CHINA and (types is None or staff.get(row["staff_no"]) in types),
        )


MEASURES = {
    "converted_students": lambda s: s.one("1.5.3", "converted_students"),
    "converted_students_with_secondary": lambda s: s.students(secondary=True),
    "converted_students_college": lambda s: s.students(secondary=False),
    "converted_teachers": lambda s: s.teachers("half"),
    "converted_teachers_capped": lambda s: s.teachers("capped"),
    "converted_teachers_by_hours": lambda s: s.teachers("hours"),
    "student_teacher_ratio": lambda s: s.one("1.5.3", "converted_students") / s.teachers("half"),
    "student_teacher_ratio_capped": lambda s: s.one("1.5.3", "converted_students") / s.teachers("capped"),
    "student_teacher_ratio_by_hours": lambda s: s.one("1.5.3", "converted_students") / s.teachers("hours"),
    "dual_qualified_share": lambda s: s.fulltime(lambda row: row["is_dual_qualified"]) / s.fulltime() * 100,
    "dual_qualified_share_of_major_teachers": lambda s: (
        s.fulltime(lambda row: row["is_dual_qualified"] and row["is_pro_teacher"])
        / s.fulltime(lambda row: row["is_pro_teacher"])
        * 100
    ),
    "senior_title_share": lambda s: (
        s.fulltime(lambda row: row["title_level"] in {"正高级", "副高级"}) / s.fulltime() * 100
    ),
    "postgraduate_degree_share": lambda s: (
        s.fulltime(lambda row: row["degree"] in {"博士", "硕士"}) / s.fulltime() * 100
    ),
    "equipment_per_student": lambda s: s.per_converted(s.one("1.1.5", "equipment_total") * 10_000),
    "new_equipment_share": lambda s: (
        s.one("1.1.5", "equipment_new")
        / (s.one("1.1.5", "equipment_total") - s.one("1.1.5", "equipment_new"))
        * 100
    ),
    "teaching_area_per_student": lambda s: s.per_student(
        s.one("1.1.4", "teaching_aux_area") + s.one("1.1.4", "admin_area")
    ),
    "land_per_student": lambda s: s.per_student(s.one("1.1.4", "land_area")),
    "dormitory_per_student": lambda s: s.per_student(s.one("1.1.4", "dorm_area")),
    "books_per_student": lambda s: s.per_converted(s.one("1.1.6", "paper_books_total") * 10_000),
    "new_books_per_student": lambda s: s.per_converted(s.one("1.1.6", "paper_books_new") * 10_000),
    "computers_per_hundred": lambda s: s.per_student(s.one("1.1.5", "teaching_computers")) * 100,
    "multimedia_seats_per_hundred": lambda s: s.per_student(s.one("2.10.1", "multimedia_seats")) * 100,
    "workstations_per_student": lambda s: s.per_student(s.total("2.9.1", lambda row: row["workstations"])),
    "appropriation_per_student": lambda s: (
        (s.one("2.11.1", "fiscal_per_student") + s.one("2.11.1", "fiscal_special"))
        * 10_000
        / s.one("1.5.3", "college_total")
    ),
    "placement_rate": lambda s: (
        s.graduates(lambda row: row["destination"] in EMPLOYED | STUDYING) / s.graduates() * 100
    ),
    "further_study_rate": lambda s: (
        s.graduates(lambda row: row["destination"] in STUDYING) / s.graduates() * 100
    ),
    "local_employment_rate": lambda s: s.employed(lambda row: row["is_local_job"]) / s.employed() * 100,
    "major_match_rate": lambda s: s.employed(lambda row: row["is_major_match"]) / s.employed() * 100,
    "major_match_rate_sciences": lambda s: s.matched_sciences(),
    "monthly_income": lambda s: (
        s.total("2.5.1", lambda row: row["start_salary"], lambda row: row.get("start_salary") is not None)
        / s.graduates(lambda row: row.get("start_salary") is not None)
    ),
    "monthly_income_of_last_graduates": lambda s: (
        s.total("2.5.3", lambda row: row["avg_salary"] * row["employed"])
        / s.total("2.5.3", lambda row: row["employed"])
    ),
    "alumni_satisfaction": lambda s: (
        s.total("2.5.3", lambda row: row["school_satisfied"])
        / s.total("2.5.3", lambda row: row["survey_samples"])
        * 100
    ),
    "startup_rate": lambda s: s.graduates(lambda row: row["is_startup"]) / s.graduates() * 100,
    "employer_satisfaction": lambda s: (
        s.total("2.5.3", lambda row: row["employer_satisfied"])
        / s.total(
            "2.5.3",
            lambda row: row["employer_satisfied"] + row["employer_neutral"] + row["employer_unsatisfied"],
        )
        * 100
    ),
    "external_teaching_hours": lambda s: s.total(
        "2.1.1",
        lambda row: row["workload_hours"],
        lambda row: row["teacher_type"] in {"校外兼职教师", "企业导师"},
    ),
    "external_teacher_pay": lambda s: s.one("2.11.3", "parttime_teacher_fee"),
    "external_teacher_pay_by_teacher": lambda s: s.total("1.4.2", lambda row: row.get("pay") or 0),
    "course_count": lambda s: len(s.courses()),
    "course_hours": lambda s: s.hours(),
    "certificate_course_count": lambda s: len(s.courses("is_cert_course")),
    "certificate_course_hours": lambda s: s.hours("is_cert_course"),
    "online_course_count": lambda s: len(s.courses("is_online_ideology")),
    "online_course_hours": lambda s: s.hours("is_online_ideology"),
    "donated_practice_equipment": lambda s: s.total(
        "2.9.1", lambda row: row["donated_value"] + row["quasi_donated_value"]
    ),
    "internship_fee_per_student": lambda s: s.per_intern("internship_fee"),
    "internship_insurance_per_student": lambda s: s.per_intern("internship_insurance_fee"),
    "enterprise_visits": lambda s: len({row["enterprise_uscc"] for row in s.rows("2.8.1")}),
    "commissioned_research_income": lambda s: s.total("2.15.9", lambda row: row["received_amount"]) / 10_000,
    "funded_research_income": lambda s: s.total("2.15.8", lambda row: row["received_amount"]) / 10_000,
    "technology_transfer_income": lambda s: s.total(
        "2.15.7", lambda row: row["transfer_amount"], lambda row: row["is_transferred"]
    ),
    "training_income": lambda s: s.total("2.20.1", lambda row: row["income"]),
    "training_hours": lambda s: s.total("2.20.1", lambda row: row["hours"]),
    "welfare_training_days": lambda s: s.total(
        "2.20.1", lambda row: row["person_days"], lambda row: row["is_public_welfare"]
    ),
    "foreign_training_days": lambda s: (
        s.total("2.12.3", lambda row: row["person_days"]) + s.total("2.12.7", lambda row: row["person_days"])
    ),
    "overseas_internship_days": lambda s: s.total(
        "2.2.1",
        lambda row: row["student_count"] * row["duration_days"],
        lambda row: row["is_overseas"],
    ),
    "overseas_teacher_days": lambda s: s.overseas_days(),
    "overseas_fulltime_teacher_days": lambda s: s.overseas_days({"校内专任教师"}),
    "adopted_programme_standards": lambda s: len({row["standard_name"] for row in s.rows("2.12.5")}),
    "adopted_course_standards": lambda s: len({row["standard_name"] for row in s.rows("2.12.4")}),
    "international_awards": lambda s: sum(
        row["award_level"] == "世界级（国际级）" for row in s.rows("2.13.1")
    ),
    "overseas_sites": lambda s: len(s.rows("2.12.7")),
}
