"""Examples as in ``national_examples``: 产教融合, 教学, 实习实训, 就业, 培训."""

from tests.catalogue.national_examples import Row

INTERNSHIP = {"internship_kind": "岗位实习"}

TEACHING_EXAMPLES: dict[str, tuple[Row, Row]] = {
    "N-CJ-XT-02.retained.c1": ({"grads": 30, "retained": 30}, {"grads": 30, "retained": 31}),
    "N-JX-ZY-01.total_hours.c1": (
        {"schooling_length": "三年制", "total_hours": 3000},
        {"schooling_length": "三年制", "total_hours": 2900},
    ),
    "N-JX-ZY-01.public_hours.c1": (
        {"total_hours": 3000, "public_hours": 1000},
        {"total_hours": 3000, "public_hours": 600},
    ),
    "N-JX-ZY-01.major_hours.c1": (
        {"total_hours": 3000, "public_hours": 1000, "major_hours": 2000, "elective_hours": 300},
        {"total_hours": 3000, "public_hours": 1000, "major_hours": 2100, "elective_hours": 300},
    ),
    "N-JX-ZY-01.practice_hours.c1": (
        {"total_hours": 3000, "practice_hours": 1500},
        {"total_hours": 3000, "practice_hours": 1400},
    ),
    "N-JX-ZY-01.elective_hours.c1": (
        {"total_hours": 3000, "elective_hours": 300},
        {"total_hours": 3000, "elective_hours": 200},
    ),
    "N-JX-ZY-03.major_role.allowed": ({"major_role": "骨干教师"}, {"major_role": "骨干"}),
    "N-JX-KC-01.is_national_plan.c1": (
        {"plan_level": "国家规划教材", "is_national_plan": True},
        {"plan_level": "省级规划教材", "is_national_plan": True},
    ),
    "N-JX-KC-03.course_abc.c1": (
        {"course_abc": "A类（纯理论课）", "practice_hours": 0},
        {"course_abc": "A类（纯理论课）", "practice_hours": 2},
    ),
    "N-JX-KC-03.course_abc.c2": (
        {"course_abc": "C类（纯实践课）", "theory_hours": 0},
        {"course_abc": "C类（纯实践课）", "theory_hours": 2},
    ),
    "N-JX-KC-03.course_abc.c3": (
        {"course_abc": "B类（理论＋实践）课", "theory_hours": 36, "practice_hours": 36},
        {"course_abc": "B类（理论＋实践）课", "theory_hours": 72, "practice_hours": 0},
    ),
    "N-JX-KC-03.is_core.c1": (
        {"is_core": False, "course_nature": "专业基础课"},
        {"is_core": False, "course_nature": "专业核心课"},
    ),
    "N-JX-YX-01.student_count.c1": (
        {"members": "230101;230102;230103", "student_count": 3},
        {"members": "230101;230102;230103", "student_count": 4},
    ),
    "X-29.N-JX-YX-01": ({"student_count": 60}, {"student_count": 61}),
    "N-JX-YX-02.weekly_hours.c1": ({"weekly_hours": 0.5}, {"weekly_hours": 0}),
    "N-JX-YX-02.term_hours.c1": (
        {"weekly_hours": 1.5, "weeks": 17, "term_hours": 26},
        {"weekly_hours": 1.5, "weeks": 17, "term_hours": 30},
    ),
    "N-JX-YX-02.textbook_no.c1": (
        {"is_practice": False, "textbook_no": "T001"},
        {"is_practice": False, "textbook_no": None},
    ),
    "N-JX-YX-03.total_weeks.c1": (
        dict.fromkeys(("military_weeks", "practice_weeks", "internship_weeks"), 0)
        | {"teaching_weeks": 18, "exam_weeks": 1, "spare_weeks": 1, "total_weeks": 20},
        dict.fromkeys(("military_weeks", "practice_weeks", "internship_weeks"), 0)
        | {"teaching_weeks": 18, "exam_weeks": 1, "spare_weeks": 1, "total_weeks": 19},
    ),
    "N-JX-YX-04.academic_year.c1": ({"academic_year": "2023-2024"}, {"academic_year": "2022-2023"}),
    "N-JX-YX-04.total_hours.c2": (
        {"weekly_hours": 4, "week_from": 1, "week_to": 18, "total_hours": 68},
        {"weekly_hours": 4, "week_from": 1, "week_to": 18, "total_hours": 36},
    ),
    "N-SX-GL-03.base_type.c1": ({"base_type": "本地区校外"}, {"base_type": "本地区校内"}),
    "N-SX-GL-03.agreement_status.c1": ({"agreement_status": "续签"}, {"agreement_status": "未签"}),
    "N-SX-GL-03.max_interns.c1": (
        {"employees": 200, "max_interns": 20},
        {"employees": 200, "max_interns": 21},
    ),
    "N-SX-AP-01.grade.c1": (
        INTERNSHIP | {"grade": 2022, "start_date": "2024-03-01"},
        INTERNSHIP | {"grade": 2023, "start_date": "2024-03-01"},
    ),
    "N-SX-AP-01.weeks.c1": (
        {"start_date": "2024-03-04", "end_date": "2024-03-18", "weeks": 3},
        {"start_date": "2024-03-04", "end_date": "2024-03-18", "weeks": 2},
    ),
    "N-SX-GC-01.insurance_kind.c2": (
        INTERNSHIP | {"insurance_kind": "学生实习责任保险;意外险"},
        INTERNSHIP | {"insurance_kind": "意外险"},
    ),
    "N-SX-GC-01.monthly_pay.c1": (INTERNSHIP | {"monthly_pay": 2800}, INTERNSHIP | {"monthly_pay": 0}),
    "N-SX-GC-01.has_overtime.c1": ({"has_overtime": False}, {"has_overtime": True}),
    "N-SX-GC-01.is_ended.c1": (
        {"is_ended": True, "is_started": True},
        {"is_ended": True, "is_started": False},
    ),
    "N-SX-JG-01.score_grade.c1": (
        {"total_score": 79.5, "score_grade": "中等"},
        {"total_score": 79.5, "score_grade": "良好"},
    ),
    "N-SX-JG-01.is_passed.c1": (
        {"total_score": 60, "is_passed": True},
        {"total_score": 59, "is_passed": True},
    ),
    "N-ZJ-JY-01.placement_rate.c1": (
        {"further_count": 60, "employed_count": 30, "army_count": 5, "grad_count": 100, "placement_rate": 95},
        {"further_count": 60, "employed_count": 30, "army_count": 5, "grad_count": 100, "placement_rate": 90},
    ),
    "N-ZJ-JY-01.match_rate.c1": (
        {"match_count": 20, "employed_count": 30, "match_rate": 66.7},
        {"match_count": 20, "employed_count": 30, "match_rate": 60},
    ),
    "N-PX-XM-01.person_days.c1": (
        {"person_times": 30, "hours": 20, "person_days": 90},
        {"person_times": 30, "hours": 20, "person_days": 75},
    ),
    "N-PX-XM-01.is_public.c1": ({"is_public": False, "income": 1.2}, {"is_public": False, "income": 0}),
    "N-PX-KZ-01.pass_rate.c1": (
        {"attend_count": 3, "pass_count": 2, "pass_rate": 66.67},
        {"attend_count": 3, "pass_count": 2, "pass_rate": 60},
    ),
    "N-XC-DW-01.record_kind.allowed": ({"record_kind": "宣传渠道"}, {"record_kind": "渠道"}),
}
