"""The departments a school starts with (ORG-2): the fifteen that the task division names, and the lead office.

Source: the notes to the step tables of 2024 (附件3 说明), in their order.
"""

DEPARTMENTS: tuple[tuple[str, str], ...] = (  # (name, second name)
    ("党委办公室", ""), ("校长办公室", ""), ("组织人事部", ""), ("宣传统战部", ""), ("教学管理处", ""),
    ("学生工作处", ""), ("科技服务处", "教师工作处"), ("财务处", ""), ("后勤处", ""), ("安全保卫处", "人武部"),
    ("校企合作与就业处", ""), ("信息处", ""), ("团委", ""), ("基础教学部", "马克思主义学院"), ("继续教育部", ""),
)  # fmt: skip
LEAD_OFFICE = "质量监督处"
