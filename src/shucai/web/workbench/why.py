"""Why something lies on somebody's desk, whom it waits for, and whether it will be late at the pace so far."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.review.corrections import asked_of
from shucai.apps.review.models import Decision, Pin
from shucai.domain.access import Verb
from shucai.domain.progress import outlook_of
from shucai.domain.todos import OpenPart, Task, Todo, Urgency
from shucai.domain.workflow import State
from shucai.web.board.outlook import Names, forecast_words, stuck_words
from shucai.web.campaigns.words import day

BACK = {Verb.RETURN.value: "退回", Verb.REOPEN.value: "重新开放"}

PINNED = 2  # places told one by one, and remarks on them
RE_OPENED = "其他部门的改动使原来的审核失效，请核对后重新提交"
ONCE_MORE = "其他部门的改动使原来的审核失效，请看过改动再审核一次"
OVER = "重新开放已到期，又锁定了；没改完的可以申请延长，没有改动的等牵头部门收回"
WHY = {
    Task.COLLECT: "{unit}按模板收齐后，由您集中导入",
    Task.REVIEW: "{unit}已初审，等您审核",
    Task.APPROVE_KEY_DATA: "{unit}有关键数据，等您批准",
    Task.CHECK_COMPLIANCE: "{unit}已审核，等合规检查",
    Task.DELIBERATE: "{unit}的数据已通过合规检查，等审议",
    Task.SUBMIT: "{unit}的数据已审议通过，等上报",
}
OF_THE_DEPARTMENT = frozenset({Task.FILL, Task.GATHER, Task.COLLECT, Task.REVIEW, Task.APPROVE_KEY_DATA})


class Reasons:
    """What the words of to-dos are made of, read once for all of them.

    parts: campaign -> all its parts, in the platform's order. seen: the parts whose returns for correction are told.
    """

    def __init__(
        self, school: int, parts: Mapping[int, Sequence[OpenPart]], seen: Sequence[OpenPart], today: date
    ) -> None:
        self.today, self.names = today, Names(school, today)
        self.asked: Mapping[int, Decision] = asked_of({part.id for part in seen if part.is_returned})
        self.outlooks = {campaign: outlook_of(those, today) for campaign, those in parts.items()}
        self.owners: dict[tuple[int, str], list[OpenPart]] = defaultdict(list)
        for campaign, those in parts.items():
            for part in those:
                self.owners[campaign, part.named].append(part)

    def of(self, todo: Todo) -> str:
        """Return why a to-do is there, or what it waits for."""
        part = todo.part
        if part.is_locked_again(self.today):
            return OVER
        if again := self._again(todo):
            return again
        if todo.urgency is Urgency.LATER:
            return f"{day(part.opens_on)} 开始"
        if todo.urgency is Urgency.WAITING:
            return self._waiting(part)
        if todo.task is Task.GATHER:
            return f"按模板收齐，发给{part.collector}集中导入"
        return WHY.get(todo.task, "{unit}参与" if not part.leads else "{unit}牵头").format(
            unit=part.unit_title
        )

    def late(self, todo: Todo) -> str:
        """Return by how much its form will be late and why, blank where it is in time or its department is through."""
        if todo.task not in OF_THE_DEPARTMENT:
            return ""
        return forecast_words(todo.part, self.outlooks[todo.part.campaign], self.names)

    def _waiting(self, part: OpenPart) -> str:
        if part.state is State.CHECKED:
            return f"先要{'、'.join(part.waits_for_units)}审核自己填的部分，您才能通过"
        named = part.waits_for[0]
        needed = self._last(self.owners[part.campaign, named])
        told = stuck_words(needed, self.outlooks[part.campaign], self.names) if needed else named
        more = f"，一共等 {len(part.waits_for)} 张表" if len(part.waits_for) > 1 else ""
        return f"先要完成 {told}{more}"

    def _last(self, parts: Sequence[OpenPart]) -> OpenPart | None:
        """Return the part of a form that its department will approve last: the same one that makes others late."""
        ends = {
            part.id: one.on
            for part in parts
            if (one := self.outlooks[part.campaign].forecasts.get(part.id)) is not None
        }
        left = [part for part in parts if part.id in ends] or parts
        return max(left, key=lambda part: ends.get(part.id, date.min), default=None)

    def _again(self, todo: Todo) -> str:
        """Return why something is there once more, blank where it is there for the first time or waits."""
        part, asked = todo.part, self.asked.get(todo.part.id)
        if part.is_returned and todo.task is Task.FILL:
            return self._returned(asked)
        is_dropped = part.is_returned and part.leads and asked is None and todo.task is Task.REVIEW
        return ONCE_MORE if is_dropped and todo.urgency is not Urgency.WAITING else ""

    def _returned(self, asked: Decision | None) -> str:
        if asked is None:
            return RE_OPENED
        said = f"{_who(asked)}{BACK[asked.verb]}：{asked.reason}"
        pins = asked.pins.all() if asked.verb == Verb.RETURN.value else ()
        return f"{said.rstrip('。；')}；{_pointed_at(asked, pins)}" if pins else said


def _pointed_at(asked: Decision, pins: Collection[Pin]) -> str:
    """Return the places that were pointed at and what is wrong with them: 第 3 行发证机构：与证书不符."""
    form = asked.made_return.form
    fields = definitions_of(form.campaign.platform, form.campaign.edition_year)[form.code].by_name
    places: dict[str, list[str]] = defaultdict(list)
    for pin in pins:
        title = fields[pin.field].title if pin.field in fields else ""
        places[pin.words].append((f"第 {pin.number} 行" if pin.number else "") + title or "整行")
    told = [_remark(words, those) for words, those in list(places.items())[:PINNED]]
    return "；".join(told) + (f"……一共 {len(pins)} 处" if len(places) > PINNED else "")


def _remark(words: str, places: Sequence[str]) -> str:
    more = f"等 {len(places)} 处" if len(places) > PINNED else ""
    return "、".join(places[:PINNED]) + more + (f"：{words.rstrip('。；')}" if words else "")


def _who(asked: Decision) -> str:
    """Return who sent it back, and for whom where they stood in."""
    return asked.by.name if asked.on_behalf_of is None else f"{asked.by.name}（代{asked.on_behalf_of.name}）"
