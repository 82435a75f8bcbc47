"""What can be done, one verb an action of the product."""

from enum import StrEnum


class Verb(StrEnum):
    """What an actor wants to do; the value is the name in the audit, the label the word in a sentence."""

    # organisation
    SEE_UNITS = "see_units"
    MANAGE_UNITS = "manage_units"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    GRANT_ROLES = "grant_roles"
    GRANT_ADMINISTRATOR = "grant_administrator"
    DELEGATE = "delegate"
    CONFIRM_DUTIES = "confirm_duties"
    # campaigns
    SEE_CAMPAIGN = "see_campaign"
    PLAN_CAMPAIGN = "plan_campaign"
    PUBLISH_CAMPAIGN = "publish_campaign"
    EXTEND_DEADLINE = "extend_deadline"
    NAME_FILLERS = "name_fillers"
    OVERRIDE_RULE = "override_rule"
    # filling
    SEE_RETURN = "see_return"
    FILL = "fill"
    IMPORT = "import"
    CHECK = "check"
    CLOSE_FORM = "close_form"
    WITHDRAW = "withdraw"
    # review
    ACCEPT_ROWS = "accept_rows"
    APPROVE_DEPARTMENT = "approve_department"
    PUT_KEY_DATA = "put_key_data"
    APPROVE_KEY_DATA = "approve_key_data"
    APPROVE_COMPLIANCE = "approve_compliance"
    DELIBERATE = "deliberate"
    RETURN = "return"
    SUBMIT = "submit"
    ARCHIVE = "archive"
    REOPEN = "reopen"
    # oversight
    SEE_PROGRESS = "see_progress"
    SEE_AUDIT = "see_audit"
    CONFIGURE = "configure"

    @property
    def label(self) -> str:
        """Return the words that complete 「您不能……」."""
        return VERB_LABELS[self]


VERB_LABELS = {
    Verb.SEE_UNITS: "查看部门",
    Verb.MANAGE_UNITS: "设置部门",
    Verb.SEE_PEOPLE: "查看人员",
    Verb.MANAGE_PEOPLE: "管理人员和账号",
    Verb.GRANT_ROLES: "授予角色",
    Verb.GRANT_ADMINISTRATOR: "授予系统管理员",
    Verb.DELEGATE: "委托他人代办",
    Verb.CONFIRM_DUTIES: "确认职责",
    Verb.SEE_CAMPAIGN: "查看采集任务",
    Verb.PLAN_CAMPAIGN: "安排采集任务",
    Verb.PUBLISH_CAMPAIGN: "发布采集任务",
    Verb.EXTEND_DEADLINE: "延长期限",
    Verb.NAME_FILLERS: "指定填报人",
    Verb.OVERRIDE_RULE: "调整本校的必填和容差",
    Verb.SEE_RETURN: "查看报表",
    Verb.FILL: "填报",
    Verb.IMPORT: "导入",
    Verb.CHECK: "提交初审",
    Verb.CLOSE_FORM: "关闭填报",
    Verb.WITHDRAW: "撤回",
    Verb.ACCEPT_ROWS: "复核数据",
    Verb.APPROVE_DEPARTMENT: "审核部门数据",
    Verb.PUT_KEY_DATA: "报主管领导批准关键数据",
    Verb.APPROVE_KEY_DATA: "批准关键数据",
    Verb.APPROVE_COMPLIANCE: "做合规检查",
    Verb.DELIBERATE: "审议",
    Verb.RETURN: "退回修改",
    Verb.SUBMIT: "上报",
    Verb.ARCHIVE: "归档",
    Verb.REOPEN: "重新开放已通过的报表",
    Verb.SEE_PROGRESS: "查看进度",
    Verb.SEE_AUDIT: "查看审计记录",
    Verb.CONFIGURE: "设置系统",
}
