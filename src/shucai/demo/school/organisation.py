"""The departments of the demo school: the offices the regulation names, and the teaching departments."""

from dataclasses import dataclass

SCHOOL_NAME = "数采示例高等职业技术学校"
SCHOOL_NAME_EN = "Shucai Invented Vocational College"
PROVINCE, CITY, COUNTY = "320000", "320500", "320508"  # 江苏省 苏州市 姑苏区: the region alone is real


@dataclass(frozen=True, slots=True)
class Department:
    """A department. category and org_category: labels of the talent and of the national code list."""

    number: int
    name: str
    category: str
    org_category: str
    functions: str
    subject: str | None = None

    @property
    def org_no(self) -> str:
        """Return the number it has on both platforms."""
        return f"JG{self.number:02d}"

    @property
    def is_teaching(self) -> bool:
        """Return whether it offers majors or courses."""
        return self.subject is not None


BASIC = "基础教学部（马克思主义学院）"
_OFFICES = (
    ("党委办公室", "党群", "党务机构", "党委日常事务、内设机构与党建工作"),
    ("校长办公室", "行政", "行政机构", "校务协调、对外联络、国际合作与帮扶"),
    ("质量监督处", "行政", "行政机构", "教学质量监控、数据采集的牵头与汇总"),
    ("组织人事部", "党群", "党务机构", "干部、编制、人事与职称管理"),
    ("宣传统战部", "党群", "党务机构", "宣传、统战与职教活动周"),
    ("教学管理处", "行政", "行政机构", "专业、课程、教材与教学运行管理"),
    ("学生工作处", "行政", "行政机构", "学籍、资助、德育与班主任工作"),
    ("团委", "党群", "群团组织", "共青团、学生会与学生社团工作"),
    ("校企合作与就业处", "行政", "行政机构", "校企合作、实习管理与就业指导"),
    ("科技服务处（教师工作处）", "行政", "行政机构", "教科研、社会服务与教师发展"),
    ("财务处", "行政", "行政机构", "预算、核算与收费管理"),
    ("后勤处", "行政", "行政机构", "校舍、设备、膳食与物业管理"),
    ("信息处", "教辅", "教辅机构", "校园网络、信息系统与数字资源"),
    ("安全保卫处（人武部）", "行政", "行政机构", "校园安全、消防与国防教育"),
    ("继续教育部", "教辅", "教辅机构", "职业培训、技能认定与社区教育"),
)
_TEACHING = (
    (BASIC, "公共基础课与思政课教学", "公共基础"),
    ("智能制造系", "装备制造类专业的教学与实训", "机械"),
    ("汽车工程系", "汽车类专业的教学与实训", "汽车"),
    ("信息工程系", "电子信息类专业的教学与实训", "信息"),
    ("经贸管理系", "财经商贸与旅游类专业的教学与实训", "经贸"),
    ("艺术设计系", "艺术设计与教育类专业的教学与实训", "艺术"),
)
DEPARTMENTS: tuple[Department, ...] = (
    *(Department(number, *office) for number, office in enumerate(_OFFICES, 1)),
    *(
        Department(number, name, "教学", "教学机构（系部）", functions, subject)
        for number, (name, functions, subject) in enumerate(_TEACHING, len(_OFFICES) + 1)
    ),
)
DEPARTMENT = {department.name: department for department in DEPARTMENTS}
