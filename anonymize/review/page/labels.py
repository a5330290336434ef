"""What entities, fields, verdicts and reasons are called on the page, in both languages."""

from typing import Final

from publish.settings import text

Words = tuple[str, str]

REASONS: Final[dict[str, Words]] = {
    "person_visible": ("仍可认出个人", "a person can still be told"),
    "too_telling": ("情节独特，合起来可认出人", "the story itself tells who it is"),
    "third_party": ("涉及第三方隐私", "it is about somebody else"),
    "minor": ("涉及未成年人", "it is about a minor"),
    "firm_secret": ("涉及商业秘密", "a firm's secret"),
    "security": ("涉及国家或公共安全、执法", "security or law enforcement"),
    "abusive": ("侮辱、诽谤或不宜公开", "insulting, or unfit to publish"),
    "unreadable": ("遮盖后已无法读懂", "nothing readable is left"),
    "other": ("其他（另行记录）", "another reason, noted elsewhere"),
}
"""Why a text is held back. The order is the order of the keys 1 to 9."""

FIELDS: Final[dict[str, Words]] = {
    "title": ("标题", "title"),
    "content": ("诉求内容", "request"),
    "handling_result": ("办理结果", "result"),
    "reply": ("答复", "reply"),
}

AGAINST: Final[dict[str, Words]] = {
    "fields": ("字段与原件不同", "it has other fields than the ticket"),
    "slots": ("有占位符不完整，或原件没有", "a slot is broken, or not of this ticket"),
    "finding": ("引擎仍认为有须遮盖之处（见标记）", "the engine still finds something (marked)"),
    "unseen": ("含有看不见的控制字符", "it holds characters that show nothing"),
    "empty": ("各字段都空了：请改为驳回", "nothing is left: reject it instead"),
    "deadline": ("引擎未能按时读完", "the engine took too long"),
    "failure": ("引擎未能读完", "the engine could not read it"),
    "weak_finding": ("有把握不足的发现", "the engine is not sure of a finding"),
}

ENTITIES: Final[dict[str, Words]] = {
    "PERSON": ("人名", "person"),
    "OFFICIAL": ("公职人员姓名", "official"),
    "USER_HANDLE": ("网名", "handle"),
    "CN_MOBILE": ("手机号", "mobile"),
    "CN_LANDLINE": ("座机号", "landline"),
    "CN_NUMBER_TAIL": ("尾号", "number tail"),
    "CN_RESIDENT_ID": ("身份证号", "resident ID"),
    "CN_TRAVEL_DOCUMENT": ("出入境证件号", "travel document"),
    "CN_SOCIAL_NUMBER": ("社保号", "social number"),
    "CN_BANK_ACCOUNT": ("银行账号", "bank account"),
    "CN_PLATE": ("车牌号", "plate"),
    "CN_USCC": ("统一社会信用代码", "credit code"),
    "EMAIL": ("电子邮箱", "e-mail"),
    "URL": ("网址", "link"),
    "CHAT_ACCOUNT": ("聊天账号", "chat account"),
    "CN_TICKET_NUMBER": ("工单号", "ticket number"),
    "CN_CONTRACT_NUMBER": ("合同号", "contract number"),
    "CN_PARCEL_NUMBER": ("快递单号", "parcel number"),
    "CN_METER_NUMBER": ("表号户号", "meter number"),
    "CN_STAFF_NUMBER": ("工号", "staff number"),
    "CN_COURT_NUMBER": ("案号", "court number"),
    "CN_PROPERTY_NUMBER": ("产权证号", "property number"),
    "DEVICE_NUMBER": ("设备号", "device number"),
    "CN_INVOICE_NUMBER": ("发票号", "invoice number"),
    "CN_LICENCE_NUMBER": ("证照号", "licence number"),
    "CN_MEDICAL_NUMBER": ("就诊号", "medical number"),
    "MEMBER_NUMBER": ("会员号", "member number"),
    "NETWORK_ADDRESS": ("网络地址", "network address"),
    "CN_ORDER_NUMBER": ("订单号", "order number"),
    "CN_POLICY_NUMBER": ("保单号", "policy number"),
    "CN_SCHOOL_NUMBER": ("学籍号", "school number"),
    "LONG_NUMBER": ("长数字", "long number"),
    "COORDINATES": ("坐标", "coordinates"),
    "ADDRESS": ("详细地址", "address"),
    "COMPOUND": ("小区或院落", "compound"),
    "COMPANY": ("企业商户", "company"),
    "CONTRACT_AMOUNT": ("合同金额", "contract amount"),
    "UNIT_PRICE": ("单价", "unit price"),
    "BID": ("投标报价", "bid"),
    "FINANCE": ("经营数据", "finance"),
    "FORMULA": ("配方工艺", "formula"),
    "CUSTOMER_LIST": ("客户名单", "customers"),
    "AGENCY_SECRET": ("机构自列词", "word of the agency"),
    "TECH_SECRET": ("未公开项目", "project"),
    "ATTACHMENT": ("附件名", "file name"),
    "MASK_RESIDUE": ("已有遮盖", "mask"),
    "AGE": ("年龄", "age"),
    "BIRTH_DATE": ("出生日期", "birth date"),
    "ILLNESS": ("病情", "illness"),
    "DISABILITY": ("残疾", "disability"),
    "PREGNANCY": ("孕产", "pregnancy"),
    "BODY_MEASURE": ("身体指标", "body measure"),
    "HOSPITAL_STAY": ("就医住院", "hospital stay"),
    "SCHOOL_OF_MINOR": ("未成年人学校", "school of a minor"),
    "WELFARE": ("低保救助", "welfare"),
    "FAMILY_EVENT": ("家庭变故", "family event"),
    "ETHNICITY": ("民族", "ethnicity"),
    "RELIGION": ("宗教信仰", "religion"),
    "SEXUAL_ORIENTATION": ("性取向", "orientation"),
    "CRIMINAL_RECORD": ("违法犯罪记录", "record"),
    "POLITICAL_STATUS": ("政治面貌", "political status"),
    "SEX": ("性别", "sex"),
    "WAGE": ("收入", "wage"),
    "ROUTINE": ("作息规律", "routine"),
    "UNIQUE_ROLE": ("唯一身份", "unique role"),
    "OCCUPATION": ("职业", "occupation"),
    "SMALL_GROUP": ("小群体", "small group"),
    "PERSONAL_EVENT_DATE": ("个人事件日期", "date of an event"),
}


def label(table: dict[str, Words], code: str, lang: str) -> str:
    """Return what *code* is called in *lang*; itself where the table lacks it."""
    words = table.get(code)
    return code if words is None else text(lang, *words)
