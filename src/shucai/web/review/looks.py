"""How each decision is shown: its tag, and what it is called."""

from shucai.apps.review.models import Decision
from shucai.domain.access import Verb

Look = tuple[str, str, str]
LOOKS: dict[str, Look] = {
    Verb.PUT_KEY_DATA.value: ("s-wait", "send", "已报主管领导"),
    Verb.APPROVE_KEY_DATA.value: ("s-pass", "check", "已批准关键数据"),
    Verb.APPROVE_DEPARTMENT.value: ("s-pass", "check", "审核通过"),
    Verb.RETURN.value: ("s-back", "arrow-back-up", "退回修改"),
    Verb.WITHDRAW.value: ("s-doing", "arrow-back-up", "撤回审核"),
    Verb.APPROVE_COMPLIANCE.value: ("s-pass", "check", "合规检查通过"),
    Verb.REOPEN.value: ("s-doing", "lock-open", "重新开放"),
    Verb.DELIBERATE.value: ("s-pass", "check", "审议通过"),
    Verb.SUBMIT.value: ("s-sent", "cloud-upload", "已上报"),
    Verb.ARCHIVE.value: ("s-sent", "lock", "已归档"),
}
CHECK_WITHDRAWN: Look = ("s-doing", "arrow-back-up", "撤回合规检查")


def look_of(made: Decision) -> Look:
    """Return how a decision is shown; of the whole form, what is withdrawn is the compliance check."""
    if made.verb == Verb.WITHDRAW.value and made.contribution_id is None:
        return CHECK_WITHDRAWN
    return LOOKS[made.verb]
