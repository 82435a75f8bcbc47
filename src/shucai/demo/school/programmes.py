"""What the school teaches: majors of three lengths, each with the six elements by which both platforms tell them apart."""

from dataclasses import dataclass
from datetime import date

FIVE_YEAR, COLLEGE, SECONDARY = "五年制高职", "三年制高职", "三年制中职"
COLLEGE_STARTS = 4  # year of a five-year programme from which students count as college students


@dataclass(frozen=True, slots=True)
class Programme:
    """A major. kind: how long and where it leads; classes: how many enter a year; lessons: its own courses in order."""

    number: int
    code: str
    name: str
    short: str
    department: str
    kind: str
    classes: int
    first_enrolled: int
    group: str
    courses: tuple[str, ...]
    mode: str = "现代职教体系项目"
    form: str | None = "五年一贯制"
    last_enrolled: int | None = None
    direction: str | None = None

    @property
    def major_no(self) -> str:
        """Return the school's own number of the major, used on the national platform."""
        return f"ZY{self.number:02d}"

    @property
    def years(self) -> int:
        """Return how many years it takes."""
        return 5 if self.kind == FIVE_YEAR else 3

    @property
    def years_label(self) -> str:
        """Return the length in the words of the talent platform."""
        return {5: "五年", 3: "三年"}[self.years]

    @property
    def length_label(self) -> str:
        """Return the length in the words of the national platform."""
        return f"{self.years_label}制"

    @property
    def level(self) -> str:
        """Return the level in the words of the talent platform."""
        return "中职" if self.kind == SECONDARY else "高职专科"

    @property
    def source_type(self) -> str:
        """Return where its students come from, in the words of the talent platform."""
        return {FIVE_YEAR: "初中毕业生（五年一贯制一年级）", COLLEGE: "三校生", SECONDARY: "其他"}[self.kind]

    @property
    def approved(self) -> date:
        """Return the month in which it was approved: the spring before its first students came."""
        return date(self.first_enrolled, 3, 1)

    def enrols(self, grade: int) -> bool:
        """Return whether students enter it in a year."""
        return self.first_enrolled <= grade <= (self.last_enrolled or grade)

    def is_college(self, grade: int, year: int) -> bool:
        """Return whether students of a grade are college students in the academic year that ends in ``year``."""
        return self.kind == COLLEGE or (self.kind == FIVE_YEAR and year - grade >= COLLEGE_STARTS)


_MECHANICAL = ("机械制图与CAD", "机械设计基础", "公差配合与技术测量", "电工电子技术", "液压与气动技术")
_DIGITAL = ("计算机组装与维护", "程序设计基础", "网络技术基础", "数据库应用", "数字媒体素材处理")
_BUSINESS = ("经济学基础", "市场营销实务", "商务礼仪与沟通", "会计基础", "统计与数据分析")
_DESIGN = ("素描与速写", "色彩基础", "设计构成", "图形创意", "图像处理软件应用")
PROGRAMMES: tuple[Programme, ...] = (
    Programme(1, "460301", "机电一体化技术", "机电", "智能制造系", FIVE_YEAR, 4, 2008, "智能制造专业群",
              (*_MECHANICAL, "可编程控制器应用", "机电设备安装与调试", "自动化生产线装调")),
    Programme(2, "460103", "数控技术", "数控", "智能制造系", FIVE_YEAR, 3, 2006, "智能制造专业群",
              (*_MECHANICAL, "数控编程与操作", "数控加工工艺", "多轴加工技术"), mode="现代学徒制"),
    Programme(3, "460305", "工业机器人技术", "机器人", "智能制造系", FIVE_YEAR, 2, 2016, "智能制造专业群",
              (*_MECHANICAL, "工业机器人编程", "机器人工作站集成", "机器视觉应用")),
    Programme(4, "500211", "汽车检测与维修技术", "汽修", "汽车工程系", FIVE_YEAR, 3, 2007, "汽车服务专业群",
              (*_MECHANICAL, "汽车发动机检修", "汽车底盘检修", "汽车电气检修"), mode="订单班"),
    Programme(5, "460702", "新能源汽车技术", "新能源", "汽车工程系", FIVE_YEAR, 2, 2018, "汽车服务专业群",
              (*_MECHANICAL, "动力电池检修", "驱动电机检修", "整车控制系统检修")),
    Programme(6, "510201", "计算机应用技术", "计应", "信息工程系", FIVE_YEAR, 3, 2005, "信息技术专业群",
              (*_DIGITAL, "网站设计与开发", "云平台运维", "信息安全技术"), direction="云平台方向"),
    Programme(7, "510102", "物联网应用技术", "物联网", "信息工程系", FIVE_YEAR, 2, 2014, "信息技术专业群",
              (*_DIGITAL, "传感器应用", "物联网系统集成", "嵌入式开发")),
    Programme(8, "530302", "大数据与会计", "会计", "经贸管理系", FIVE_YEAR, 3, 2005, "现代商贸专业群",
              (*_BUSINESS, "财务会计", "成本核算与管理", "财务大数据分析")),
    Programme(9, "530701", "电子商务", "电商", "经贸管理系", FIVE_YEAR, 3, 2010, "现代商贸专业群",
              (*_BUSINESS, "网店运营", "直播营销", "电商数据分析")),
    Programme(10, "550102", "视觉传达设计", "视传", "艺术设计系", FIVE_YEAR, 2, 2012, "文化创意专业群",
              (*_DESIGN, "品牌形象设计", "包装设计", "版式设计")),
    Programme(11, "530802", "现代物流管理", "物流", "经贸管理系", COLLEGE, 1, 2019, "现代商贸专业群",
              (*_BUSINESS, "仓储管理实务", "运输管理实务", "物流信息系统"), mode="普通班", form=None),
    Programme(12, "710210", "计算机平面设计", "平面", "艺术设计系", SECONDARY, 2, 2010, "文化创意专业群",
              (*_DESIGN, "排版软件应用", "广告设计", "三维建模"), mode="普通班", form=None),
    Programme(13, "510209", "人工智能技术应用", "智能", "信息工程系", FIVE_YEAR, 1, 2024, "信息技术专业群",
              (*_DIGITAL, "机器学习应用", "智能数据标注", "人工智能系统部署")),
    Programme(14, "540101", "旅游管理", "旅游", "经贸管理系", FIVE_YEAR, 1, 2009, "现代商贸专业群",
              (*_BUSINESS, "导游实务", "旅行社运营", "旅游产品设计"), last_enrolled=2021),
)  # fmt: skip
PROGRAMME = {programme.code: programme for programme in PROGRAMMES}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(programme.group for programme in PROGRAMMES))
