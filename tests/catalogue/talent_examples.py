"""One right and one wrong row for checks of the talent forms, in the words people fill: labels, dates as text."""

Row = dict[str, object]

EXAMPLES: dict[str, tuple[Row, Row]] = {
    # 专业、课程
    "0.1.1.major_name.c1": (
        {"major_code": "510201", "major_name": "计算机应用技术"},
        {"major_code": "510201", "major_name": "计算机应用"},
    ),
    "0.1.1.student_source_type.c1": (
        {"student_source_type": "五年一贯制专科生（本科层次）", "program_level": "高职本科"},
        {"student_source_type": "五年一贯制专科生（本科层次）", "program_level": "高职专科"},
    ),
    "0.1.1.schooling_years.c2": (
        {"training_form": "五年一贯制", "schooling_years": "五年"},
        {"training_form": "五年一贯制", "schooling_years": "三年"},
    ),
    "0.1.2.course_code.c3": ({"course_code": "A-01"}, {"course_code": "A 01"}),
    "0.1.2.is_core_course.c1": (
        {"is_core_course": True, "course_attribute": "专业技能课"},
        {"is_core_course": True, "course_attribute": "公共基础课"},
    ),
    # 教师、学生的基础信息
    "0.1.3.name.c2": ({"name": "John Smith"}, {"name": "王 安"}),
    "0.1.3.gender.c1": (
        {"id_type": "居民身份证", "id_no": "320102198001010019", "gender": "男"},
        {"id_type": "居民身份证", "id_no": "320102198001010019", "gender": "女"},
    ),
    "0.1.3.birth_date.c2": ({"birth_date": "2006-08-31"}, {"birth_date": "2006-09-01"}),
    "0.1.3.join_ym.c1": (
        {"birth_date": "1980-05-01", "join_ym": "1996-05"},
        {"birth_date": "1980-05-01", "join_ym": "1996-04"},
    ),
    "0.1.5.birth_date.c2": ({"birth_date": "2011-08-31"}, {"birth_date": "1980-01-01"}),
    "0.1.5.grade.c1": (
        {"grade": 2021, "admission_ym": "2021-09"},
        {"grade": 2022, "admission_ym": "2021-09"},
    ),
    "0.1.5.grade.c2": (
        {"enrol_status": "在读", "schooling_years": "五年", "grade": 2019},
        {"enrol_status": "在读", "schooling_years": "五年", "grade": 2018},
    ),
    "0.1.5.five_year_stage.c2": (
        {"schooling_years": "五年", "grade": 2021, "five_year_stage": "前三年"},
        {"schooling_years": "五年", "grade": 2020, "five_year_stage": "前三年"},
    ),
    # 学校、机构、条件
    "1.1.1.five_year_start.c1": (
        {"founding_ym": "2003-07", "five_year_start": 2003},
        {"founding_ym": "2003-07", "five_year_start": 2002},
    ),
    "1.1.1.website.c1": ({"website": "https://example.edu.cn"}, {"website": "www.example.edu.cn"}),
    "1.1.1.staff_total.c1": (
        {"staff_total": 10, "teaching_staff": 7, "admin_staff": 2, "worker_staff": 1},
        {"staff_total": 11, "teaching_staff": 7, "admin_staff": 2, "worker_staff": 1},
    ),
    "1.1.2.degree.c1": (
        {"degree": "学士", "education": "大学本科毕业"},
        {"degree": "学士", "education": "大学专科毕业"},
    ),
    "1.1.3.parent_dept.c1": (
        {"dept_name": "教务科", "parent_dept": "教学管理处"},
        {"dept_name": "教务科", "parent_dept": "教务科"},
    ),
    "1.1.4.teaching_aux_area.c1": (
        {
            "teaching_aux_area": 21.5, "classroom_area": 10, "library_area": 5, "practice_area": 3.5,
            "research_area": 1, "gym_area": 2, "hall_area": 0,
        },
        {
            "teaching_aux_area": 22.5, "classroom_area": 10, "library_area": 5, "practice_area": 3.5,
            "research_area": 1, "gym_area": 2, "hall_area": 0,
        },
    ),
    "1.1.4.dangerous_area.c2": ({"dangerous_area": 0}, {"dangerous_area": 120}),
    "1.1.5.public_lab_computers.c1": (
        {"public_lab_computers": 60, "pro_lab_computers": 40, "teaching_computers": 100},
        {"public_lab_computers": 61, "pro_lab_computers": 40, "teaching_computers": 100},
    ),
    "F07.paper_books_total": ({"paper_books_total": 32.5}, {"paper_books_total": 325000}),
    "1.1.7.award_level.c1": (
        {"award_level": "国家级", "issuer": "教育部"},
        {"award_level": "国家级", "issuer": "某市人民政府"},
    ),
    "1.1.8.seats.c2": ({"floor_area": 80, "seats": 100}, {"floor_area": 79, "seats": 100}),
    "1.1.8.is_networked.c1": (
        {"is_multimedia": True, "is_networked": True},
        {"is_multimedia": True, "is_networked": False},
    ),
    # 专业、课程设置
    "1.2.1.major_class.c1": (
        {"major_code": "510201", "major_class": "5102"},
        {"major_code": "510201", "major_class": "5101"},
    ),
    "1.2.1.students_total.c1": (
        {"schooling_years": "三年", "students_total": 6, "students_y1": 1, "students_y2": 2, "students_y3": 3},
        {"schooling_years": "三年", "students_total": 7, "students_y1": 1, "students_y2": 2, "students_y3": 3},
    ),
    "1.2.1.class_count.c2": (
        {"students_total": 120, "class_count": 2},
        {"students_total": 121, "class_count": 2},
    ),
    "F09.students_y5": (
        {"schooling_years": "三年", "students_y5": 0},
        {"schooling_years": "三年", "students_y5": 12},
    ),
    "1.2.2.member_majors.c2": (
        {"core_major_code": "510201", "member_majors": "510202;510201"},
        {"core_major_code": "510201", "member_majors": "510202;510203"},
    ),
    "1.2.2.member_count.c1": (
        {"member_majors": "510201;510202", "member_count": 2},
        {"member_majors": "510201;510202", "member_count": 3},
    ),
    "1.2.3.students_before.c2": (
        {"change_type": "撤销", "students_before": 0},
        {"change_type": "撤销", "students_before": 3},
    ),
    "1.3.1.practice_hours.c2": (
        {"course_type": "B类", "practice_hours": 24, "total_hours": 64},
        {"course_type": "B类", "practice_hours": 64, "total_hours": 64},
    ),
    # 教师
    "1.4.1.first_degree.c1": (
        {"first_degree": "学士", "first_education": "大学本科毕业"},
        {"first_degree": "学士", "first_education": "中等专科毕业"},
    ),
    "1.4.1.education.c1": (
        {"first_education": "大学专科毕业", "education": "大学本科毕业"},
        {"first_education": "硕士研究生毕业", "education": "大学本科毕业"},
    ),
    "1.4.1.degree.c1": (
        {"first_degree": "学士", "degree": "硕士"},
        {"first_degree": "硕士", "degree": "学士"},
    ),
    "1.4.1.last_grad_date.c1": (
        {"first_grad_date": "2002-06", "last_grad_date": "2002-06"},
        {"first_grad_date": "2002-06", "last_grad_date": "2001-06"},
    ),
    "1.4.1.industry_years.c2": (
        {"birth_date": "1980-01-01", "industry_years": 28},
        {"birth_date": "1980-01-01", "industry_years": 29},
    ),
    "1.4.1.title_name.c2": (
        {"title_name": "高级讲师", "title_level": "副高级"},
        {"title_name": "高级讲师", "title_level": "中级"},
    ),
    "1.4.1.appointed_title.c1": (
        {"appointed_title": "讲师", "title_level": "副高级"},
        {"appointed_title": "教授", "title_level": "副高级"},
    ),
    "1.4.1.is_dual_qualified.c1": (
        {"is_dual_qualified": True, "has_teacher_cert": "有", "voc_cert_level": "二级（技师）"},
        {"is_dual_qualified": True, "has_teacher_cert": "无"},
    ),
    "1.4.2.teaching_hours.c2": ({"teaching_hours": 36}, {"teaching_hours": 0}),
    # 学生
    "1.5.1.political_status.c1": (
        {"birth_date": "2010-08-31", "political_status": "共青团员"},
        {"birth_date": "2010-09-01", "political_status": "共青团员"},
    ),
    "1.5.1.hmt_foreign.c1": (
        {"hmt_foreign": "香港同胞", "id_type": "香港特区护照/身份证明"},
        {"hmt_foreign": "香港同胞", "id_type": "居民身份证"},
    ),
    "1.5.1.expected_grad_ym.c1": (
        {"admission_ym": "2021-09", "schooling_years": "五年", "expected_grad_ym": "2026-06"},
        {"admission_ym": "2021-09", "schooling_years": "五年", "expected_grad_ym": "2024-06"},
    ),
    "1.5.3.converted_students.c1": (
        {
            "converted_students": 1072, "fulltime_total": 1010, "intl_total": 10, "prep_students": 12,
            "evening_students": 60, "correspondence_students": 120,
        },
        {
            "converted_students": 1092, "fulltime_total": 1010, "college_total": 1000, "secondary_total": 0,
            "intl_total": 10, "prep_students": 12, "evening_students": 60, "correspondence_students": 120,
        },
    ),
    "1.5.4.admission_ym.c1": ({"admission_ym": "2024-09"}, {"admission_ym": "2023-09"}),
    "1.6.1.enterprise_name.c2": ({"enterprise_name": "示例科技有限公司"}, {"enterprise_name": "示例科技"}),
}  # fmt: skip
