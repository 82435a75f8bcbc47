"""The register of refusals: code -> why it cannot be done, and what to do instead."""

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    # rights
    "R101": "找不到，或不在您的职责范围内",
    "R102": "您的角色（{roles}）不能{verb}",
    "R103": "这不属于您负责的部门，您不能{verb}",
    "R104": "这张表不在您负责的表单里，您不能{verb}",
    "R105": "这些数据由您本人或委托您的人填报，须由另一人审核",
    "R106": "您没有导入权限，可以在页面上逐行填报",
    "R107": "您的账号已停用",
    "R108": "您还没有被授予角色，不能{verb}",
    "R109": "只有{roles}能{verb}",
    "R110": "{verb}须由本人办理，受托人不能代办",
    "R111": "{verb}只能由指定的人办理，没有指定您",
    # organisation
    "R201": "{field}不能空着",
    "R202": "已有名为“{name}”的部门，请换一个名称，或把两个部门合并",
    "R203": "不能把部门并入它自己或它的下级部门",
    "R204": "“{name}”还有{what}，请先移交或改派",
    "R205": "登录名“{login}”已被使用，请换一个",
    "R206": "结束日期{ends}早于开始日期{starts}，请改正其中一个",
    "R207": "至少要留一名系统管理员，先授权给另一人再撤销",
    # campaigns
    "R301": "{platform} {year} 年度的采集任务已经有了，请打开它",
    "R302": "{what}还没有，不能发布",
    "R303": "延期后的日期{until}须晚于现在的截止日期{due}",
    "R304": "请写明理由，至少 {least} 个字",
    "R305": "采集任务已发布，{what}不能再改",
}
