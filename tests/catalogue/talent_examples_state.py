"""One right and one wrong row for checks of the talent platform's state forms (2.x)."""

from tests.catalogue.talent_examples import Row

INCOME = (
    "tuition", "accommodation", "training_fee", "adult_edu_fee", "other_edu_income", "horizontal_research",
    "vertical_research", "other_research", "fiscal_per_student", "fiscal_special", "gov_fund", "state_capital",
    "superior_subsidy", "nonpeer_fiscal", "enterprise_appropriation", "social_training_income", "tech_transaction",
    "other_service", "school_enterprise_return", "other_investment_return", "coop_donation", "apprentice_donation",
    "other_donation", "other_income",
)  # fmt: skip
EXPENSE = (
    "land", "facility_construction", "equipment_purchase", "book_fee", "teaching_total", "reform_research_total",
    "staff_dev_total", "salary_total", "student_activity_fee", "startup_fee", "mental_fee", "scholarship_fee",
    "party_team_fee", "debt_repayment", "other_expense",
)  # fmt: skip

STATE_EXAMPLES: dict[str, tuple[Row, Row]] = {
    # 教学、实习、教材
    "2.1.1.actual_hours.c1": (
        {"actual_hours": 66, "workload_hours": 60},
        {"actual_hours": 67, "workload_hours": 60},
    ),
    "2.1.3.total_hours.c1": (
        {"schooling_years": "三年", "total_hours": 2500},
        {"schooling_years": "三年", "total_hours": 2499},
    ),
    "2.1.3.public_hours.c1": (
        {"program_level": "高职专科", "public_hours": 650, "total_hours": 2600},
        {"program_level": "高职专科", "public_hours": 649, "total_hours": 2600},
    ),
    "2.1.3.pro_hours.c1": (
        {"public_hours": 800, "pro_hours": 1800, "total_hours": 2600},
        {"public_hours": 800, "pro_hours": 1700, "total_hours": 2600},
    ),
    "2.2.1.student_nos.c2": (
        {"student_nos": "21001;21002", "student_count": 2},
        {"student_nos": "21001;21002", "student_count": 3},
    ),
    "2.2.1.start_date.c2": (
        {"start_date": "2023-07-01", "end_date": "2023-09-01"},
        {"start_date": "2023-06-01", "end_date": "2023-08-31"},
    ),
    "2.2.1.duration_days.c1": (
        {"start_date": "2024-02-26", "end_date": "2024-03-01", "duration_days": 5},
        {"start_date": "2024-02-26", "end_date": "2024-03-01", "duration_days": 4},
    ),
    "2.2.1.duration_months.c1": (
        {"duration_days": 100, "duration_months": 3.3},
        {"duration_days": 100, "duration_months": 3.5},
    ),
    "2.2.1.duration_months.c2": (
        {"internship_type": "岗位实习", "start_date": "2023-09-01", "end_date": "2024-03-01"},
        {"internship_type": "岗位实习", "start_date": "2023-09-01", "end_date": "2024-03-02"},
    ),
    "2.2.1.is_overseas.c1": (
        {"is_overseas": True, "country": "德国"},
        {"is_overseas": False, "country": "德国"},
    ),
    "2.3.2.is_moe_unified.c1": (
        {"field": "语文", "is_moe_unified": True},
        {"field": "语文", "is_moe_unified": False},
    ),
    # 招生、就业
    "2.4.3.admitted.c2": ({"admitted": 120, "planned": 100}, {"admitted": 121, "planned": 100}),
    "2.4.3.register_rate.c1": (
        {"registered": 92, "admitted": 100, "register_rate": 92},
        {"registered": 92, "admitted": 100, "register_rate": 95},
    ),
    "2.4.3.province.c1": ({"province": 90, "registered": 90}, {"province": 91, "registered": 90}),
    "2.5.1.employ_date.c2": ({"employ_date": "2024-08-31"}, {"employ_date": "2024-09-01"}),
    "2.5.1.start_salary.c1": ({"start_salary": 4500}, {"start_salary": 45000}),
    "2.5.3.survey_samples.c2": (
        {"graduates": 100, "survey_samples": 30},
        {"graduates": 100, "survey_samples": 29},
    ),
    # 校企合作、基地、设备
    "2.6.1.coop_end_ym.c2": ({"coop_end_ym": "2023-09"}, {"coop_end_ym": "2023-08"}),
    "2.6.2.school_role.c1": ({"school_role": "牵头单位"}, {"school_role": "成员（参与）单位"}),
    "2.6.3.school_share.c2": (
        {"school_share": 49, "enterprise_share": 51},
        {"school_share": 51, "enterprise_share": 51},
    ),
    "2.9.1.workstations.c2": ({"floor_area": 75, "workstations": 50}, {"floor_area": 74, "workstations": 50}),
    "F40.workstations": ({"floor_area": 600, "workstations": 20}, {"floor_area": 601, "workstations": 20}),
    "2.9.1.parttime_managers.c1": (
        {"fulltime_managers": 0, "parttime_managers": 1},
        {"fulltime_managers": 0, "parttime_managers": 0},
    ),
    "2.9.5.hours_service.c1": (
        {"hours_teaching": 8000, "hours_research": 700, "hours_service": 60},
        {"hours_teaching": 8000, "hours_research": 700, "hours_service": 61},
    ),
    "2.10.2.media_tb.c2": ({"media_tb": 2, "resource_gb": 2048}, {"media_tb": 2, "resource_gb": 2000}),
    # 经费
    "2.11.1.income_total.c1": (
        {"income_total": 24, **dict.fromkeys(INCOME, 1)},
        {"income_total": 25, **dict.fromkeys(INCOME, 1)},
    ),
    "2.11.1.other_income.c1": (
        {"income_total": 1000, "other_income": 100},
        {"income_total": 1000, "other_income": 101},
    ),
    "2.11.3.expense_total.c1": (
        {"expense_total": 15, **dict.fromkeys(EXPENSE, 1)},
        {"expense_total": 14, **dict.fromkeys(EXPENSE, 1)},
    ),
    # 国际合作、获奖、社团
    "2.12.1.continent.c1": (
        {"country": "泰国", "continent": "亚洲"},
        {"country": "泰国", "continent": "非洲"},
    ),
    "2.12.3.months.c1": (
        {"start_date": "2023-09-01", "end_date": "2024-07-01", "months": 10},
        {"start_date": "2023-09-01", "end_date": "2024-07-01", "months": 12},
    ),
    "2.13.1.student_names.c1": (
        {"student_names": "赵安;钱宁", "student_count": 2},
        {"student_names": "赵安;钱宁", "student_count": 1},
    ),
    # 教师发展、科研
    "2.15.1.is_new.c1": ({"is_new": True, "award_ym": "2023-09"}, {"is_new": True, "award_ym": "2023-08"}),
    "2.15.3.member_count.c1": (
        {"member_nos": "1001;1002", "member_count": 3},
        {"member_nos": "1001;1002", "member_count": 2},
    ),
    "2.15.4.days.c1": (
        {"start_date": "2024-07-01", "end_date": "2024-07-05", "days": 5},
        {"start_date": "2024-07-01", "end_date": "2024-07-05", "days": 6},
    ),
    "2.15.7.ip_no.c1": (
        {"ip_type": "发明专利", "ip_no": "ZL202310123456.7"},
        {"ip_type": "发明专利", "ip_no": "202310123456.7"},
    ),
    "2.15.7.ip_no.c2": (
        {"ip_type": "软件著作权", "ip_no": "2024SR0123456"},
        {"ip_type": "软件著作权", "ip_no": "0123456"},
    ),
    "2.15.8.received_amount.c1": (
        {"approved_fund": 5, "received_amount": 50000},
        {"approved_fund": 5, "received_amount": 50001},
    ),
    "2.15.10.issn_isbn.c1": (
        {"kind": "论文", "issn_isbn": "CN32-1234/G4"},
        {"kind": "论文", "issn_isbn": "示例学报"},
    ),
    "2.15.10.issn_isbn.c2": (
        {"kind": "专著", "issn_isbn": "978-7-04-012345-6"},
        {"kind": "专著", "issn_isbn": "1000-1234"},
    ),
    # 证书、宣传、育人、培训、帮扶
    "2.17.4.exam_year.c1": ({"exam_year": 2023}, {"exam_year": 2022}),
    "2.18.2.activity_date.c1": ({"activity_date": "2024-05-12"}, {"activity_date": "2024-06-01"}),
    "2.19.1.student_count.c2": (
        {"role": "专职辅导员", "student_count": 200},
        {"role": "专职辅导员", "student_count": 201},
    ),
    "2.19.4.rule_names.c2": (
        {"rule_names": "值班制度;消防制度", "rule_count": 2},
        {"rule_names": "值班制度;消防制度", "rule_count": 3},
    ),
    "2.20.1.person_days.c1": (
        {"trainees": 40, "days": 5, "person_days": 210},
        {"trainees": 40, "days": 5, "person_days": 211},
    ),
    "2.21.1.region_code.c1": ({"region_code": "610000"}, {"region_code": "320000"}),
}
