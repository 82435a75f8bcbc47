"""One right and one wrong row for checks of the national forms, in the words people fill: labels, dates as text."""

Row = dict[str, object]

EXAMPLES: dict[str, tuple[Row, Row]] = {
    # 安全、德育
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
