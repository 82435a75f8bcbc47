"""One right and one wrong row for checks of the talent platform's state forms (2.x)."""

Row = dict[str, object]

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
    # 招生、就业
    # 校企合作、基地、设备
    # 经费
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
