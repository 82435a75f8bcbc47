"""The audit in the words of the school: actions, kinds of things, and the names of what an entry tells. Data."""

from collections.abc import Mapping

from shucai.domain.access import Verb

ACCOUNT_WORDS: Mapping[str, str] = {  # what happens to an account
    "log_in": "登录",
    "log_in_failed": "登录失败",
    "log_in_locked": "连续失败，暂停登录",
    "log_out": "退出",
    "log_out_idle": "自动退出",
    "change_password": "更换密码",
    "second_factor_on": "启用两步验证",
    "second_factor_off": "停用两步验证",
    "second_factor_failed": "两步验证码不对",
    "recovery_codes": "重新生成备用码",
}
ACTION_WORDS: Mapping[str, str] = {
    **{verb.value: verb.label for verb in Verb},
    **ACCOUNT_WORDS,
    "open_school": "开通学校",
    "found_school": "设立首个账号",
    "change_contacts": "修改联系方式",
    "show_contacts": "显示联系方式",
    "ask_question": "提问",
    "answer_question": "回答问题",
    "withdraw_question": "撤回问题",
    "ask_reopening": "申请重新开放",
    "withdraw_reopening": "撤回重新开放的申请",
    "decline_reopening": "不同意重新开放",
    "extend_reopening": "延长重新开放",
    "end_reopening": "收回重新开放",
    "remind": "催办",
}
KIND_WORDS: Mapping[str, str] = {
    "school": "学校", "unit": "部门", "person": "人员", "roster": "名册", "campaign": "采集任务", "return": "报表",
    "contribution": "部门的填报", "override": "本校的调整", "account": "账号", "slips": "初始密码", "import": "导入",
    "dispute": "规则异议", "question": "填报问答",
}  # fmt: skip

# what entries tell beside 做了什么: the key in the facts -> the word in front of the value
FACT_WORDS: Mapping[str, str] = {
    "assigned": "分工中的人", "assignments": "分工", "collects": "集中导入", "contributions": "部门的填报",
    "edition": "年度版", "fields": "关键字段", "file": "文件", "fill": "填报人", "form": "表", "forms": "表",
    "grant": "角色", "grants": "角色", "columns": "栏目",
    "lead_office": "牵头部门", "left_on": "最后一天", "login": "登录名", "merged_into": "并入", "name": "名称",
    "names_moved": "名称改指本部门", "needs": "须先完成", "of": "针对", "order": "次序", "parent": "上级部门",
    "people": "人员", "reason": "事由", "returns": "报表", "review": "审核人", "revoked": "重复的角色", "span": "期间",
    "staff_no": "工号", "taker": "接手人", "to": "受托人", "unit": "部门", "units": "部门", "whole": "整张表",
    "year": "年度", "title": "任务名称", "way": "方式", "address": "平台网址", "academic_starts_on": "学年开始",
    "academic_ends_on": "学年结束", "calendar_starts_on": "自然年开始", "calendar_ends_on": "自然年结束",
    "people_new": "新建账号", "people_changed": "修改资料的人", "grants_new": "新授予的角色",
    "grants_changed": "调整的角色",
    "dropped": "失效的审核",
    "accepted": "复核通过", "left": "未通过", "deleted": "删除", "restored": "恢复", "rows": "行", "rules": "规则",
    "rule": "规则", "question": "问题", "answer": "回答",
    "count": "处数", "category": "原因类别", "digest": "内容指纹", "revision": "版本", "import": "导入",
    "file_digest": "文件指纹",
    "rows_new": "新增行", "rows_changed": "修改行", "rows_same": "相同行", "rows_refused": "未读入行",
    "rows_absent": "文件里没有的行", "rows_removed": "删除行", "rows_kept": "保留行",
    "each": "逐人", "slips": "密码条", "vacant": "暂时空缺", "phone": "手机", "email": "邮箱",
    "until": "最后一天", "words": "声明", "within_days": "几天内", "kind": "调整的是", "target": "项目",
}  # fmt: skip

# values that are keys of the product and not words yet
VALUE_WORDS: Mapping[str, str] = {"required": "必填", "tolerance": "容差", "limit": "限值"}
