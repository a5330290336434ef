"""A closed ticket as the hotline keeps it: every field, its kind, and how secret it is.

The classes stand on the type itself. ``S0`` public code; ``S1`` quasi-identifier, generalised;
``S2`` personal or commercial, never leaves intake; ``S3`` sensitive, no case row; ``T`` free
text, scanned. Schema: ``domain.md`` §4.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, get_args, get_type_hints

import msgspec

Kind = Literal["text", "code", "codes", "list", "moment", "flag", "whole", "number"]


class Sensitivity(StrEnum):
    """How secret a field is."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    T = "T"


class Field(msgspec.Struct, frozen=True):
    """What a field holds and is called. ``codelist`` and ``level`` say whose codes."""

    sensitivity: Sensitivity
    zh: str
    kind: Kind = "text"
    codelist: str | None = None
    level: str | None = None
    name: str = ""


def _made(sensitivity: Sensitivity) -> type["_Maker"]:
    return type(f"_{sensitivity}", (_Maker,), {"sensitivity": sensitivity})


class _Maker:
    """Makes the fields of one class, so that the type below reads like the table of the design."""

    sensitivity: Sensitivity

    @classmethod
    def text(cls, zh: str) -> Field:
        return Field(cls.sensitivity, zh)

    @classmethod
    def of(cls, zh: str, kind: Kind) -> Field:
        return Field(cls.sensitivity, zh, kind)

    @classmethod
    def code(cls, zh: str, codelist: str, level: str | None = None) -> Field:
        return Field(cls.sensitivity, zh, "code", codelist, level)

    @classmethod
    def codes(cls, zh: str, codelist: str) -> Field:
        return Field(cls.sensitivity, zh, "codes", codelist)


_S0: Final = _made(Sensitivity.S0)
_S1: Final = _made(Sensitivity.S1)
_S2: Final = _made(Sensitivity.S2)
_S3: Final = _made(Sensitivity.S3)
_T: Final = _made(Sensitivity.T)
Words = tuple[str, ...]


class RawTicket(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """One ticket as it was recorded. Its repr shows nothing but the row number."""

    row: int
    ticket_id: Annotated[str | None, _S2.text("工单编号")] = None
    source_system: Annotated[str | None, _S0.text("来源系统")] = None
    source_hotline: Annotated[str | None, _S0.code("来源热线", "source_hotline")] = None
    transferred_to: Annotated[str | None, _S0.code("转接专线", "transferred_to")] = None
    received_at: Annotated[datetime | None, _S1.of("来电时间", "moment")] = None
    dispatched_at: Annotated[datetime | None, _S1.of("派单时间", "moment")] = None
    first_contact_at: Annotated[datetime | None, _S1.of("首次联系时间", "moment")] = None
    interim_report_at: Annotated[datetime | None, _S1.of("阶段报告时间", "moment")] = None
    callback_at: Annotated[datetime | None, _S1.of("回访时间", "moment")] = None
    closed_at: Annotated[datetime | None, _S1.of("办结时间", "moment")] = None
    due_contact_at: Annotated[datetime | None, _S1.of("联系时限", "moment")] = None
    due_at: Annotated[datetime | None, _S1.of("办理时限", "moment")] = None
    status: Annotated[str | None, _S0.code("工单状态", "status")] = None
    channel: Annotated[str | None, _S0.code("受理渠道", "channel")] = None
    media_kind: Annotated[str | None, _S0.code("诉求形式", "media_kind")] = None
    demand_type: Annotated[str | None, _S0.code("工单类型", "demand_type")] = None
    service_line: Annotated[str | None, _S0.text("服务类型")] = None
    disposition: Annotated[str | None, _S0.code("分类处置", "disposition")] = None
    urgency_class: Annotated[str | None, _S0.code("时限级别", "urgency_class")] = None
    ticket_role: Annotated[str | None, _S0.code("工单性质", "ticket_role")] = None
    category_l1: Annotated[str | None, _S0.code("一级分类", "category", "l1")] = None
    category_l2: Annotated[str | None, _S0.code("二级分类", "category", "l2")] = None
    category_l3: Annotated[str | None, _S1.code("三级分类", "category", "l3")] = None
    tags: Annotated[Words | None, _S0.of("标签", "list")] = None
    seven_five: Annotated[str | None, _S0.code("七有五性", "seven_five")] = None
    topic_id: Annotated[str | None, _S0.code("每月一题", "topic")] = None
    theme_tag: Annotated[str | None, _S0.code("治理主题", "theme")] = None
    district_code: Annotated[str | None, _S0.code("被反映区", "area", "district")] = None
    street_code: Annotated[str | None, _S1.code("被反映街乡镇", "area", "street")] = None
    community: Annotated[str | None, _S2.text("村/社区")] = None
    location_point: Annotated[str | None, _S2.text("小区点位")] = None
    incident_address: Annotated[str | None, _S2.text("诉求地址")] = None
    lat: Annotated[str | None, _S2.text("纬度")] = None
    lon: Annotated[str | None, _S2.text("经度")] = None
    caller_kind: Annotated[str | None, _S1.code("客户类型", "caller_kind")] = None
    caller_name: Annotated[str | None, _S2.text("来电人")] = None
    caller_phone: Annotated[str | None, _S2.text("来电人电话")] = None
    caller_account: Annotated[str | None, _S2.text("来电人账号")] = None
    caller_id_no: Annotated[str | None, _S2.text("身份证号")] = None
    caller_address: Annotated[str | None, _S2.text("来电人地址")] = None
    caller_sex: Annotated[str | None, _S1.text("性别")] = None
    caller_age: Annotated[str | None, _S2.text("年龄")] = None
    call_id: Annotated[str | None, _S2.text("通话编号")] = None
    is_anonymous: Annotated[bool | None, _S0.of("是否匿名", "flag")] = None
    confidential_request: Annotated[bool | None, _S0.of("要求保密", "flag")] = None
    publish_consent: Annotated[bool | None, _S0.of("同意公开", "flag")] = None
    third_parties: Annotated[Words | None, _S2.of("涉及人员", "list")] = None
    company_name: Annotated[str | None, _S2.text("企业名称")] = None
    uscc: Annotated[str | None, _S2.text("信用代码")] = None
    sector_code: Annotated[str | None, _S0.code("行业", "sector")] = None
    commercial_flags: Annotated[Words | None, _S1.codes("商业敏感", "commercial_flag")] = None
    title: Annotated[str | None, _T.text("标题")] = None
    content: Annotated[str | None, _T.text("主要内容")] = None
    handling_result: Annotated[str | None, _T.text("办理结果")] = None
    reply: Annotated[str | None, _T.text("回复内容")] = None
    callback_note: Annotated[str | None, _T.text("回访记录")] = None
    attachments: Annotated[Words | None, _S2.of("附件", "list")] = None
    first_unit_id: Annotated[str | None, _S0.code("首接单位", "unit", "unit")] = None
    main_unit_id: Annotated[str | None, _S0.code("主办单位", "unit", "unit")] = None
    co_units: Annotated[Words | None, _S0.codes("协办单位", "unit")] = None
    unit_class: Annotated[str | None, _S0.code("单位类别", "unit", "class")] = None
    handler_name: Annotated[str | None, _S2.text("经办人")] = None
    agent_no: Annotated[str | None, _S2.text("工号")] = None
    dispatch_route: Annotated[str | None, _S0.code("派单方式", "dispatch_route")] = None
    redispatch_count: Annotated[int | None, _S0.of("改派次数", "whole")] = None
    pre_consulted: Annotated[bool | None, _S0.of("会商", "flag")] = None
    objection_raised_at: Annotated[datetime | None, _S0.of("派单异议时间", "moment")] = None
    objection_outcome: Annotated[str | None, _S0.code("派单异议", "objection_outcome")] = None
    objection_reason_code: Annotated[str | None, _S0.code("派单异议理由", "objection_reason")] = (
        None
    )
    extended: Annotated[bool | None, _S0.of("延期", "flag")] = None
    extension_days: Annotated[int | None, _S0.of("延期天数", "whole")] = None
    extension_reason_code: Annotated[str | None, _S0.code("延期理由", "extension_reason")] = None
    whistle_id: Annotated[str | None, _S1.text("吹哨编号")] = None
    whistle_at: Annotated[datetime | None, _S1.of("吹哨时间", "moment")] = None
    called_units: Annotated[int | None, _S1.of("应报到单位", "whole")] = None
    arrived_units: Annotated[int | None, _S1.of("实报到单位", "whole")] = None
    dual_score_whistle: Annotated[float | None, _S1.of("吹哨考核", "number")] = None
    dual_score_arrive: Annotated[float | None, _S1.of("报到考核", "number")] = None
    coordination_level: Annotated[str | None, _S0.code("协调层级", "coordination_level")] = None
    transfer_kind: Annotated[str | None, _S0.code("京津冀互转", "transfer_kind")] = None
    origin_region: Annotated[str | None, _S0.text("转出地")] = None
    dest_region: Annotated[str | None, _S0.text("转入地")] = None
    transfer_at: Annotated[datetime | None, _S0.of("互转时间", "moment")] = None
    answered_at: Annotated[datetime | None, _S0.of("互转答复时间", "moment")] = None
    central_unit_kind: Annotated[str | None, _S1.code("在京单位", "central_unit_kind")] = None
    referred_at: Annotated[datetime | None, _S1.of("在京单位通报时间", "moment")] = None
    risk_flag: Annotated[bool | None, _S3.of("风险预警", "flag")] = None
    risk_class: Annotated[str | None, _S3.code("风险类别", "risk_class")] = None
    proactive: Annotated[bool | None, _S0.of("主动治理", "flag")] = None
    trigger_kind: Annotated[str | None, _S0.code("触发方式", "trigger_kind")] = None
    deliberation_id: Annotated[str | None, _S0.text("议事")] = None
    adoption_status: Annotated[str | None, _S0.code("采纳", "adoption")] = None
    difficulty: Annotated[str | None, _S0.code("难度", "difficulty")] = None
    responded: Annotated[bool | None, _S0.of("响应", "flag")] = None
    resolved: Annotated[str | None, _S0.code("是否解决", "resolution")] = None
    satisfied: Annotated[str | None, _S0.code("是否满意", "satisfaction")] = None
    excluded_reason_code: Annotated[str | None, _S0.code("剔除原因", "exclusion_reason")] = None
    outcome_class: Annotated[str | None, _S0.code("结果类", "outcome")] = None
    unresolvable_reason_code: Annotated[str | None, _S0.code("原因", "unresolvable_reason")] = None
    legal_basis: Annotated[Words | None, _S0.of("依据条款", "list")] = None
    secrecy_class: Annotated[Words | None, _S3.codes("涉密类别", "secrecy")] = None
    repeat_of: Annotated[str | None, _S2.text("重复诉求")] = None
    rulebook_version: Annotated[str | None, _S0.text("口径版本")] = None

    def __repr__(self) -> str:
        """Show the row number and nothing of the ticket."""
        return f"RawTicket(row={self.row})"


def _fields() -> dict[str, Field]:
    hints = get_type_hints(RawTicket, include_extras=True)
    marked = {name: get_args(hint)[1] for name, hint in hints.items() if name != "row"}
    return {
        name: msgspec.structs.replace(field, name=name)
        for name, field in marked.items()
        if isinstance(field, Field)
    }


FIELDS: Final = _fields()
"""Every field of a ticket by name, in the order of the schema."""


def sensitivity(field: str) -> Sensitivity:
    """Return how secret *field* is; a field nobody declared counts as personal."""
    known = FIELDS.get(field)
    return known.sensitivity if known else Sensitivity.S2


def of_kind(*kinds: Kind) -> tuple[str, ...]:
    """Return the names of the fields of these kinds, in the order of the schema."""
    return tuple(name for name, field in FIELDS.items() if field.kind in kinds)


def label(field: str, lang: str) -> str:
    """Return what *field* is called in *lang*: its Chinese name, or its own."""
    known = FIELDS.get(field)
    return known.zh if known and lang == "zh" else field
