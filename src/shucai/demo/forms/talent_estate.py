"""Talent 1.1.4 to 1.1.8: land and buildings, equipment, books, honours, rooms."""

from shucai.demo.forms import form
from shucai.demo.school.assets import AREAS, ASSETS, area_of, new_area_of
from shucai.demo.school.places import CAMPUSES
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Rows

EVERYWHERE_SINCE = 2024  # the year from which every room has the network


@form("1.1.4")
def estate(at: SchoolYear) -> Rows:
    """Return the row of land and buildings, the sum of both campuses."""
    year = at.year.number
    areas = {use: sum(area_of(use, campus, year) for campus in range(len(CAMPUSES))) for use in AREAS}
    teaching = sum(areas[use] for use in ("教室", "图书馆", "实验室、实习场所", "体育馆", "会堂"))
    living = sum(
        areas[use]
        for use in ("学生宿舍（公寓）", "学生食堂", "教工宿舍（公寓）", "教工食堂", "生活福利及附属用房")
    )
    total = sum(areas.values())
    integrated = sum(
        room.area for room in at.school.rooms_of(at.year.number) if room.kind == "理实一体化教室"
    )
    return [
        {
            "land_area": sum(campus.land_in(year) for campus in CAMPUSES),
            "green_area": sum(campus.green for campus in CAMPUSES),
            "sports_area": sum(campus.sports for campus in CAMPUSES),
            "land_property": "学校产权",
            "building_area": total,
            "owned_area": total,
            "new_owned_area": sum(new_area_of(use, campus, year) for use in AREAS for campus in range(len(CAMPUSES))),
            **dict.fromkeys(
                ("demolished_area", "nonowned_area", "nonowned_exclusive_area", "nonowned_shared_area",
                 "under_construction_area", "dangerous_area", "research_area"),
                0,
            ),
            "teaching_aux_area": teaching,
            "classroom_area": areas["教室"],
            "library_area": areas["图书馆"],
            "practice_area": areas["实验室、实习场所"],
            "gym_area": areas["体育馆"],
            "hall_area": areas["会堂"],
            "integrated_room_area": integrated,
            "admin_area": areas["行政办公用房"],
            "living_area": living,
            "dorm_area": areas["学生宿舍（公寓）"],
            "canteen_area": areas["学生食堂"],
            "staff_dorm_area": areas["教工宿舍（公寓）"],
            "staff_canteen_area": areas["教工食堂"],
            "welfare_area": areas["生活福利及附属用房"],
            "staff_housing_area": areas["教工住宅"],
            "other_area": areas["其他用房"],
        }
    ]  # fmt: skip


@form("1.1.5")
def equipment(at: SchoolYear) -> Rows:
    """Return the row of equipment."""
    assets = ASSETS[at.year.number]
    return [
        {
            "fixed_assets_total": assets.fixed,
            "equipment_total": assets.equipment,
            "equipment_new": assets.new,
            "equipment_scrapped": assets.scrapped,
            "it_equipment_total": assets.it,
            "equipment_units": assets.units,
            "large_equipment_units": len(at.rows("2.9.5")),
            "computer_total": assets.computers,
            "teaching_computers": assets.teaching_computers,
            "tablet_computers": assets.tablets,
            "public_lab_computers": assets.public_computers,
            "pro_lab_computers": assets.major_computers,
            "donated_equipment": assets.donated,
            "quasi_donated_equipment": 20.0,
            "multimedia_units": sum(room.is_multimedia for room in at.school.rooms_of(at.year.number)),
        }
    ]


@form("1.1.6")
def books(at: SchoolYear) -> Rows:
    """Return the row of the library."""
    assets = ASSETS[at.year.number]
    return [
        {
            "paper_books_total": assets.paper_books / 10_000,
            "paper_books_new": assets.new_books / 10_000,
            "ebooks_total": assets.e_books / 10_000,
            "ebooks_gb": 9_200.0,
            "cn_journals": assets.journals - 12,
            "foreign_journals": 12,
            "e_journals": assets.e_journals,
            "database_count": assets.databases,
            "reading_seats": assets.reading_seats,
            "circulation": 86_000 + at.year.number,
            "book_purchase_fee": assets.book_cost,
            "library_area": sum(area_of("图书馆", campus, at.year.number) for campus in range(len(CAMPUSES))),
        }
    ]


@form("1.1.7")
def honours(at: SchoolYear) -> Rows:
    """Return some honours of the year."""
    named = (
        ("示例文明校园", "市级", "示例市文明办公室"),
        ("示例职业教育先进集体", "省（部）级", "示例省教育厅"),
        ("示例技能大赛先进学校", "市级", "示例市教育局"),
    )
    return [
        {
            "award_name": f"{at.year.number} 年{name}",
            "award_level": level,
            "award_grade": "一等奖" if number == 1 else None,
            "issuer": issuer,
            "doc_no": f"示例〔{at.year.number}〕{number} 号",
            "award_ym": at.year.on(number + 2),
            "is_first_unit": True,
        }
        for number, (name, level, issuer) in enumerate(named, 1)
    ]


@form("1.1.8")
def rooms(at: SchoolYear) -> Rows:
    """Return a row a room to teach in."""
    return [
        {
            "place_code": room.code,
            "place_name": room.name,
            "place_type": room.kind,
            "campus": room.campus.name,
            "building": room.building,
            "room_no": room.number,
            "floor_area": room.area,
            "seats": room.seats,
            "is_multimedia": room.is_multimedia,
            "is_networked": room.is_multimedia or at.year.number >= EVERYWHERE_SINCE,
            "is_smart": room.kind == "智慧教室",
            "equipment_value": room.value,
            "manage_dept": room.department,
            "since_ym": f"{room.since - 1}-10",
            "is_practice": room.is_practice,
        }
        for room in at.school.rooms_of(at.year.number)
    ]
