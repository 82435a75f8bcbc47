"""Talent 2.10.x: network and systems, and digital resources."""

from shucai.demo.forms import form
from shucai.demo.school.places import Room
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Rows

SYSTEMS = (
    "示例办公系统", "示例人事系统", "示例教务系统", "示例学工系统", "示例财务系统", "示例资产系统", "示例图书系统",
    "示例实习管理系统", "示例数据中心",
)  # fmt: skip
GROWTH = 600.0  # GB that systems and resources grow in a year


@form("2.10.1")
def network(at: SchoolYear) -> Rows:
    """Return the row of network and systems; rooms and computers are counted in the forms that list them."""
    rooms: list[Room] = [room for room in at.school.rooms_of(at.year.number) if room.is_multimedia]
    year = at.year.number
    return [
        {
            "egress_bandwidth": 10_000 + 2_000 * (year - 2022),
            "backbone_bandwidth": 40_000,
            "network_points": 9_600,
            "wired_access": 7_200,
            "wireless_access": 1_480,
            "wifi_coverage": "全校覆盖",
            "campus_card": "已全面使用",
            "email_users": at.rows("1.1.1")[0]["staff_total"] + 200,
            "mis_data_gb": 3_200.0 + GROWTH * (year - 2022),
            "mis_names": list(SYSTEMS),
            "mis_count": len(SYSTEMS),
            "mis_type": ["办公", "教务", "学工", "财务"],
            "mis_source": "购置",
            "multimedia_rooms": len(rooms),
            "multimedia_seats": sum(room.seats for room in rooms),
            "smart_rooms": sum(room.kind == "智慧教室" for room in rooms),
            "teaching_computers": at.rows("1.1.5")[0]["teaching_computers"],
            "is_connected_national": True,
            "has_sso": True,
            "has_data_center": True,
            "reported_tables": 118,
            "mlps_systems": 4,
            "it_staff": 9,
            "it_training": 260,
            "it_fund": round(at.rows("2.11.4")[0]["it_network_fee"] + 130, 2),
            "benchmark_level": "省（部）级",
        }
    ]


@form("2.10.2")
def resources(at: SchoolYear) -> Rows:
    """Return the row of digital resources; courses and books are counted in the forms that list them."""
    year = at.year.number
    levels = {
        level: len({row["course_code"] for row in at.rows("1.3.1") if row["moocs_level"] == level})
        for level in ("国家级", "省（部）级", "校级")
    }
    return [
        {
            "resource_gb": 26_000.0 + GROWTH * (year - 2022),
            "ebooks_gb": 9_200.0,
            "media_tb": 12.0,
            "online_courses": len(at.rows("0.1.2")) // 2,
            "national_repos": 0,
            "provincial_repos": 1,
            "school_repos": 6,
            "national_moocs": levels["国家级"],
            "provincial_moocs": levels["省（部）级"],
            "school_moocs": levels["校级"],
            "vr_resources": 18,
            "digital_books": sum(row["book_type"] == "数字教材" for row in at.rows("2.3.1")),
            "video_hours": 1_260.0,
            "platform_names": "示例在线教学平台",
            "online_students": 4_800,
            "visits": 412_000 + year,
            "national_platform_items": 26,
        }
    ]
