"""A row of 1.1.7 学校获奖（荣誉）情况 in which nothing is wrong."""

RIGHT = {
    "award_name": "示例市文明校园",
    "award_category": "德育与平安文明",
    "award_level": "市级",
    "award_grade": "无等级",
    "issuer": "示例市教育局",
    "doc_no": "示教〔2023〕18号",
    "award_ym": "2023-11",
    "is_first_unit": "是",
    "remark": None,
}
