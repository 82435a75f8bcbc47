"""The duties of each role, in the words a holder reads and confirms every year (ORG-1, ORG-3, ORG-7)."""

from collections.abc import Mapping

from shucai.domain.access.roles import Position, Role

DUTIES: Mapping[Role, tuple[str, ...]] = {
    Role.REPORTER: (
        "按采集时段和填报说明填报本部门承担的表单，每一项都填，没有数据的按规定填“无”或 0",
        "提交前做初审，改正校验发现的问题，对需要说明的逐条说明",
        "在截止日期前提交，收到退回及时改正",
        "只用自己的账号，不转借；不审核自己填报的数据",
    ),
    Role.DEPARTMENT_HEAD: (
        "是本部门数据的第一责任人，对数据和时间负责",
        "逐张审核本部门的数据，复核导入的行，不合格的写明原因退回",
        "关键数据先报主管领导批准，批准后再通过",
        "审核用自己的账号，不审核自己填报的数据；外出时写明起止日期委托他人",
    ),
    Role.LEAD_OFFICE: (
        "制定计划，组织培训，划分任务，设置账号和角色",
        "督促进度，答复疑问，做合规检查",
        "对外联络采集平台和上级部门",
        "汇总、分析数据，组织上报，做好总结和归档",
    ),
    Role.SCHOOL_LEADER: (
        "分管数据采集，协调部门之间的事项",
        "审批校级关键数据，批准后部门才能通过",
    ),
    Role.STEERING_COMMITTEE: (
        "规划、部署采集工作",
        "对汇总数据的准确性、有效性、科学性进行审议",
    ),
    Role.ADMINISTRATOR: (
        "管理账号、登录方式和系统设置，保管密钥和备份",
        "不查看、不修改报表数据",
    ),
    Role.AUDITOR: (
        "查看审计记录和进度，发现异常向领导小组报告",
        "不修改任何数据",
    ),
}
LEADING: Mapping[Role, str] = {
    Role.LEAD_OFFICE: "授予和收回角色，发布采集任务，确认上报",
    Role.STEERING_COMMITTEE: "主持审议，作出审议结论",
}


def duties_of(role: Role, position: Position | None = None) -> tuple[str, ...]:
    """Return the duties of a role, those of its position last."""
    leads = position in {Position.HEAD, Position.DEPUTY} and role in LEADING
    return (*DUTIES[role], LEADING[role]) if leads else DUTIES[role]
