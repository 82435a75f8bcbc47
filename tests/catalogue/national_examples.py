"""One right and one wrong row for checks of the national forms, in the words people fill: labels, dates as text."""

Row = dict[str, object]

EXAMPLES: dict[str, tuple[Row, Row]] = {
    # 学校、机构
    "N-ZH-XX-01.sponsor_nature.c1": (
        {"sponsor_code": "民办", "sponsor_nature": "民办"},
        {"sponsor_code": "民办", "sponsor_nature": "教育部门"},
    ),
    "N-ZH-XX-01.city_code.c1": (
        {"province_code": "320000", "city_code": "320500"},
        {"province_code": "330000", "city_code": "320500"},
    ),
    "N-ZH-XX-01.county_code.c1": (
        {"city_code": "310000", "county_code": "310101"},
        {"city_code": "320500", "county_code": "320102"},
    ),
    "N-ZH-XX-01.founded_ym.c1": ({"founded_ym": "2024-08"}, {"founded_ym": "2024-09"}),
    "N-ZH-XX-02.parent_org_no.c2": (
        {"org_no": "010", "parent_org_no": "000000"},
        {"org_no": "010", "parent_org_no": "010"},
    ),
    # 教师
    "N-ZH-JS-01.name.c1": ({"name": "John Smith"}, {"name": "王 安"}),
    "N-ZH-JS-01.gender.c1": (
        {"id_type": "居民身份证", "id_no": "320102198001010019", "gender": "男"},
        {"id_type": "居民身份证", "id_no": "320102198001010019", "gender": "女"},
    ),
    "N-ZH-JS-01.birth_date.c1": (
        {"id_type": "居民身份证", "id_no": "320102198001010019", "birth_date": "1980-01-01"},
        {"id_type": "居民身份证", "id_no": "320102198001010019", "birth_date": "1980-01-02"},
    ),
    "N-ZH-JS-01.work_start_ym.c1": (
        {"birth_date": "2000-05-20", "work_start_ym": "2016-05"},
        {"birth_date": "2000-05-20", "work_start_ym": "2016-04"},
    ),
    "N-ZH-JS-01.in_establishment.c1": (
        {"employment_form": "在职不在编", "in_establishment": False},
        {"employment_form": "在职不在编", "in_establishment": True},
    ),
    "N-ZH-JS-01.contract_type.c1": (
        {"in_establishment": False, "contract_type": "劳动合同"},
        {"in_establishment": False, "contract_type": "未签合同"},
    ),
    "N-ZH-JS-01.teacher_cert_no.c3": (
        {"teacher_cert_no": "20103200171000123"},
        {"teacher_cert_no": "2010320017"},
    ),
    "N-ZH-JS-02.part_time_post.c1": (
        {"external_category": "校外行业导师（企业导师）", "part_time_post": "实习指导"},
        {"external_category": "校外行业导师（企业导师）", "part_time_post": "管理工作"},
    ),
    "N-ZH-JS-02.hire_end.c2": (
        {"hire_start": "2022-01-01", "hire_end": "2023-09-01"},
        {"hire_start": "2022-01-01", "hire_end": "2023-08-31"},
    ),
    "N-ZH-JS-03.level.c1": (
        {"category": "市级及以上优秀班主任", "level": "地市级"},
        {"category": "市级及以上优秀班主任", "level": "区县级"},
    ),
    "N-ZH-JS-04.post_grade.c1": (
        {"post_type": "教师岗位", "post_grade": "专业技术七级"},
        {"post_type": "教师岗位", "post_grade": "管理七级"},
    ),
    "N-ZH-JS-04.post_grade.c2": (
        {"post_type": "管理岗位", "post_grade": "未定岗位等级"},
        {"post_type": "管理岗位", "post_grade": "专业技术七级"},
    ),
    "N-ZH-JS-04.post_grade.c3": (
        {"post_type": "工勤技能岗位", "post_grade": "普通工"},
        {"post_type": "工勤技能岗位", "post_grade": "管理七级"},
    ),
    "X-29.N-ZH-JS-04": ({"weekly_hours": 20}, {"weekly_hours": 20.5}),
    "N-ZH-JS-05.guided_students.c1": (
        {"part_time_post": "实习指导", "guided_students": 1},
        {"part_time_post": "实习指导", "guided_students": 0},
    ),
    "N-ZH-JS-06.cert_kind.c1": (
        {"cert_kind": "职业资格证书", "is_vocational_cert": True},
        {"cert_kind": "职业资格证书", "is_vocational_cert": False},
    ),
    "N-ZH-JS-07.title_level.c1": (
        {"title_code": "高级讲师（中专）", "title_level": "副高级"},
        {"title_code": "讲师（中专）", "title_level": "副高级"},
    ),
    "N-ZH-JS-07.hire_start.c2": (
        {"review_date": "2019-12-31", "hire_start": "2019-12-31"},
        {"review_date": "2019-12-31", "hire_start": "2019-12-30"},
    ),
    "N-ZH-JS-08.own_words.c1": ({"total_words": 8.5, "own_words": 8.5}, {"total_words": 8.5, "own_words": 9}),
    "N-ZH-JS-10.transfer_amount.c1": (
        {"is_transferred": True, "transfer_amount": 0.5},
        {"is_transferred": True, "transfer_amount": 0},
    ),
    "N-ZH-JS-11.total_hours.c1": (
        {"theory_hours": 36, "practice_hours": 36, "total_hours": 72},
        {"theory_hours": 36, "practice_hours": 36, "total_hours": 70},
    ),
    "N-ZH-JS-12.hours.c2": (
        {"start_date": "2024-07-01", "end_date": "2024-07-05", "hours": 40},
        {"start_date": "2024-07-01", "end_date": "2024-07-05", "hours": 41},
    ),
    "N-ZH-JS-13.days.c1": (
        {"start_date": "2024-07-01", "end_date": "2024-07-30", "days": 30},
        {"start_date": "2024-07-01", "end_date": "2024-07-30", "days": 31},
    ),
    "N-ZH-JS-15.degree.c1": (
        {"edu_level": "博士研究生毕业", "degree": "博士"},
        {"edu_level": "博士研究生毕业", "degree": "硕士"},
    ),
    "N-ZH-JS-15.degree.c2": (
        {"edu_level": "硕士研究生毕业", "degree": "无学位"},
        {"edu_level": "硕士研究生毕业", "degree": "学士"},
    ),
    # 学生
    "N-ZH-XS-01.id_no.c2": (
        {"id_type": "其他", "id_no": "999361234567800001"},
        {"id_type": "其他", "id_no": "9993612345678001"},
    ),
    "N-ZH-XS-01.birth_date.c2": ({"birth_date": "2011-08-31"}, {"birth_date": "2011-09-01"}),
    "N-ZH-XS-01.hukou_city.c1": (
        {"hukou_province": "320000", "hukou_city": "320500"},
        {"hukou_province": "340000", "hukou_city": "320500"},
    ),
    "N-ZH-XS-01.hukou_county.c1": (
        {"hukou_city": "320100", "hukou_county": "320102"},
        {"hukou_city": "320500", "hukou_county": "320102"},
    ),
    "N-ZH-XS-01.home_county.c2": (
        {"home_city": "110000", "home_county": "110101"},
        {"home_city": "310000", "home_county": "110101"},
    ),
    "N-ZH-XS-02.student_category.c2": (
        {"student_category": "调整后中职全日制学生"},
        {"student_category": "职业高中学生"},
    ),
    "N-ZH-XS-02.study_time_form.c1": (
        {"student_category": "调整后中职全日制学生", "study_time_form": "全日制"},
        {"student_category": "调整后中职全日制学生", "study_time_form": "非全日制"},
    ),
    "N-ZH-XS-02.grant_monthly.c1": (
        {"has_state_grant": True, "grant_monthly": 200},
        {"has_state_grant": True, "grant_monthly": 0},
    ),
    "N-ZH-XS-03.enroll_ym.c1": (
        {"grade": 2023, "enroll_ym": "2023-09"},
        {"grade": 2023, "enroll_ym": "2022-09"},
    ),
    "N-ZH-XS-03.grade.c1": ({"grade": 2021}, {"grade": 2020}),
    "N-ZH-XS-03.change_date.c2": ({"change_date": "2023-09-01"}, {"change_date": "2023-08-31"}),
    "N-ZH-XS-03.is_employed.c2": (
        {"is_further_study": True, "is_employed": False},
        {"is_further_study": True, "is_employed": True},
    ),
    "X-18.N-ZH-XS-04": (
        {
            "aid_kind": "助学金",
            "standard": 200,
            "pay_from_ym": "2023-09",
            "pay_to_ym": "2024-06",
            "amount": 2000,
        },
        {
            "aid_kind": "助学金",
            "standard": 200,
            "pay_from_ym": "2023-09",
            "pay_to_ym": "2024-06",
            "amount": 1000,
        },
    ),
    "N-ZH-XS-07.further_level.c2": (
        {"destination": "升学-高职（专科）", "further_level": "专科"},
        {"destination": "升学-高职（专科）", "further_level": "普通本科"},
    ),
    # 专业、班级、场地、经费
    "N-ZH-ZY-01.major_name.c1": (
        {"major_code": "460301", "major_name": "机电一体化技术"},
        {"major_code": "460301", "major_name": "机电一体化"},
    ),
    "N-ZH-ZY-01.major_level.c1": (
        {"major_level": "中职（三年制）", "major_code": "710201"},
        {"major_level": "中职（三年制）", "major_code": "460301"},
    ),
    "N-ZH-ZY-01.major_level.c2": (
        {"major_level": "五年制高职（中职段+高职段）", "major_code": "460301"},
        {"major_level": "高职", "major_code": "710201"},
    ),
    "N-ZH-BJ-01.founded_ym.c1": (
        {"grade": 2023, "founded_ym": "2023-08"},
        {"grade": 2023, "founded_ym": "2022-12"},
    ),
    "X-12.N-ZH-BJ-01": (
        {"class_status": "在校", "student_count": 60},
        {"class_status": "在校", "student_count": 61},
    ),
    "N-ZH-CD-01.land_area.c2": (
        {"land_area": 100.3, "own_land": 100.1, "nonown_exclusive_land": 0.2, "nonown_shared_land": 0},
        {"land_area": 100.3, "own_land": 100.1, "nonown_exclusive_land": 0, "nonown_shared_land": 0},
    ),
    "N-ZH-JF-01.fiscal_year.c2": ({"fiscal_year": 2023}, {"fiscal_year": 2024}),
    "N-ZH-JF-02.wage_total.c1": (
        dict.fromkeys(("base_salary", "allowance", "bonus", "social_security", "other_wage"), 0.1)
        | {"wage_total": 0.5},
        dict.fromkeys(("base_salary", "allowance", "bonus", "social_security", "other_wage"), 0.1)
        | {"wage_total": 0.51},
    ),
    # 国际合作、帮扶、安全、德育
    "N-ZH-GJ-01.continent.c1": (
        {"country": "德国", "continent": "欧洲"},
        {"country": "德国", "continent": "亚洲"},
    ),
    "N-ZH-GJ-02.coop_kind.fixed": ({"coop_kind": "项目"}, {"coop_kind": "机构"}),
    "N-ZH-BF-01.aid_role.allowed": ({"aid_role": "支援"}, {"aid_role": "支援方"}),
    "N-AQ-AQ-04.rectify_status.c1": (
        {"check_result": "合格", "rectify_status": "无需整改"},
        {"check_result": "合格", "rectify_status": "已整改"},
    ),
    "N-DJ-DJ-01.member_count.c1": (
        {"member_count": 31, "teacher_members": 30, "student_members": 1},
        {"member_count": 31, "teacher_members": 30, "student_members": 0},
    ),
    "N-DY-TD-01.vice_staff_no.c1": (
        {"head_staff_no": "1001", "vice_staff_no": "1002"},
        {"head_staff_no": "1001", "vice_staff_no": "1001"},
    ),
    "N-DY-TW-02.is_new.c1": (
        {"join_date": "2024-08-31", "is_new": True},
        {"join_date": "2022-05-04", "is_new": True},
    ),
    "N-DY-DB-01.is_one_each.c1": (
        {"copies": 40, "student_count": 40, "is_one_each": True},
        {"copies": 39, "student_count": 40, "is_one_each": True},
    ),
}
