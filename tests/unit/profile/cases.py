# ruff: noqa: E501 -- one row a rule reads as a table
"""Each rule of the checks with an edit that breaks it and a legal edit of the same spot."""

from typing import NamedTuple


class Case(NamedTuple):
    rule: str
    file: str  # edited
    old: str
    broken: str
    legal: str
    at: str  # text of the line that the problem names
    told: str = ""  # the file that the problem names, where it is another one


AREA = "codelists/area.csv"
CHANNEL = "codelists/channel.csv"
INTAKE = "datasets/intake_volume.toml"
RATES = "datasets/three_rates.toml"
BOOK = "rulebooks/demo-1.toml"
MAP = "mappings/beijing.toml"
WEB = "web,,code,网络,Website,网站;首都之窗;网页;ONLINE,,,\n"
STREET = "110101002,110101,street,景山街道,"
EXACT = 'exact = [["city"], ["district"]]'
P1 = 'keys = { area = ["city", "district", "street"], category = ["total", "l1", "l2"] }'
U2 = 'keys = { area = ["city", "district"], unit = ["total", "class"] }'
I6M = 'keys = { area = ["city"], media_kind = ["total", "code"] }'
WHISTLE = "reference/whistle.toml"
SCHEDULING = "reference/scheduling.toml"
STATED = "datasets/scheduling.toml"
PROACTIVE = "datasets/proactive_actions.toml"
S1 = 'keys = { meeting_level = ["code"] }'
PARTLY = "credit = { resolved = 1.0, partly = 0.5, unresolved = 0.0 }"
CASES = [
    # codelists
    Case("duplicate-code", CHANNEL, WEB, WEB + WEB, WEB + WEB.replace("web,", "web2,").replace("网络,Website,网站;首都之窗;网页;ONLINE", "内网,Intranet,"), "web,,"),
    Case("bad-code", CHANNEL, WEB, WEB.replace("web,", "网,"), WEB.replace("web,", "w.e-b_2,"), "网,,"),
    Case("missing-label", CHANNEL, WEB, WEB.replace("Website", ""), WEB.replace("Website", "Net"), "web,,"),
    Case("unknown-level", CHANNEL, WEB, WEB.replace("code", "leaf"), WEB, "web,,"),
    Case("unknown-parent", AREA, STREET, STREET.replace("110101,", "110199,"), STREET.replace("110101,", "110102,"), "110101002,"),
    Case("parent-level", AREA, STREET, STREET.replace("110101,", "110101001,"), STREET, "110101002,"),
    Case("cycle", AREA, STREET, STREET.replace("110101,", "110101002,"), STREET, "110101002,"),
    Case("bad-dates", CHANNEL, WEB, WEB[:-4] + ",2020-13-01,,\n", WEB[:-4] + ",2020-12-01,2021-01-01,\n", "web,,"),
    Case("bad-csv", CHANNEL, WEB, WEB[:-2] + "\n", WEB, "web,,"),
    Case("bad-header", CHANNEL, "code,parent,level", "code,level,parent", "code,parent,level", "code,"),
    Case("unknown-kind", CHANNEL, WEB, WEB[:-1] + "odd\n", WEB, "web,,"),
    Case("ambiguous-name", CHANNEL, "微信公众号;", "网页;", "微博;", "wechat,,"),
    Case("two-unspecified", CHANNEL, WEB, WEB[:-1] + "unspecified\n", WEB, "unknown,,"),
    Case("group-members", AREA, "110101;110102;110105", "110101;999999", "110101;110102", "G6,"),
    Case("codelist-untitled", "codelists.toml", "[channel]", "[chanel]", "[channel]  # titled", "# Titles"),
    # measures
    Case("unknown-codelist", "measures.toml", "[dimensions.channel]\n", '[dimensions.channel]\ncodelist = "chanel"\n', '[dimensions.channel]\ncodelist = "channel"\n', 'codelist = "chanel"'),
    Case("unknown-column", "measures.toml", "[dimensions.channel]", "[dimensions.chanel]", "[dimensions.channel]  # a column", "[dimensions.chanel]"),
    Case("unknown-code", "measures.toml", 'reference = "phone"', 'reference = "fone"', 'reference = "web"', 'reference = "fone"'),
    Case("reference", "measures.toml", 'reference = "phone"', "", 'reference = "app"', "[dimensions.channel]"),
    Case("attribute-levels", "measures.toml", '[dimensions.unit]\nzh = "承办单位"\nen = "Handling unit"\nkind = "tree"', '[dimensions.unit]\nzh = "承办单位"\nen = "Handling unit"\nkind = "attribute"\nreference = "B99"', '[dimensions.unit]\nzh = "单位"\nen = "Unit"\nkind = "tree"', 'kind = "attribute"'),
    Case("reference-not-a-part", "measures.toml", 'reference = "satisfied"', 'reference = "happy"', 'reference = "fairly"', 'reference = "happy"'),
    Case("parts", "measures.toml", '    { code = "m1", zh = "早一个月", en = "One month before" },\n', '    { code = "m0", zh = "早一个月", en = "One month before" },\n', '    { code = "m1", zh = "早一月", en = "One month before" },\n', "parts = ["),
    Case("measures-disagree", "measures.toml", "[families.lag]\n", '[families.lag]\ncolumn = "duration"\n', '[families.lag]\ncolumn = "lag"\n', "[families.lag]"),
    Case("no-missing-code", CHANNEL, "unknown,,code,未注明,Not stated,未知,,,unspecified", "unknown,,code,未注明,Not stated,未知,,,", "unknown,,code,不详,Unknown,未知,,,unspecified", "[dimensions.channel]", "measures.toml"),
    # datasets
    Case("id-differs", RATES, 'id = "three_rates"', 'id = "rates"', 'id = "three_rates"  # as the file', 'id = "rates"'),
    Case("unknown-value", RATES, 'chapter = "results"', 'chapter = "other"', 'chapter = "work"', 'chapter = "other"'),
    Case("unknown-rulebook", RATES, 'rulebook = "demo-1"', 'rulebook = "demo-2"', 'rulebook = "demo-1"  # kept', 'rulebook = "demo-2"'),
    Case("unknown-rate", RATES, 'rates = ["response", "resolution", "satisfaction"]', 'rates = ["response", "joy"]', 'rates = ["response"]', 'rates = ["response", "joy"]'),
    Case("unknown-mechanism", RATES, '"M39"]', '"M99"]', '"M40"]', "mechanisms ="),
    Case("bad-shape", "datasets/outcomes.toml", '[[views]]\nid = "O1"', '[[view]]\nid = "O1"', '[[views]]\nid = "O9"', "[[view]]"),
    Case("bad-shape", INTAKE, "[views.fold]\ndemand_type", "[views.folds]\ndemand_type", "[views.fold]  # kept\ndemand_type", "[views.folds]"),
    Case("duplicate-view", RATES, 'id = "P2"', 'id = "P1"', 'id = "P9"', 'id = "P1"'),
    Case("measures-disagree", RATES, 'id = "U2"', 'id = "W6"', 'id = "U9"', 'id = "W6"'),
    Case("unknown-dimension", RATES, U2, U2.replace("unit", "team"), U2, "team"),
    Case("unknown-level", RATES, U2, U2.replace("class", "klass"), U2.replace("class", "unit"), "klass"),
    Case("attribute-without-total", INTAKE, I6M, I6M.replace('"total", "code"', '"code"'), I6M, "media_kind"),
    Case("unknown-family", RATES, 'measures = ["n", "resolution"]', 'measures = ["n", "joy"]', 'measures = ["n", "lag"]', "joy"),
    Case("too-fine", RATES, P1, P1.replace('"l2"', '"l2", "l3"'), P1.replace('"l1", ', ""), '"l3"'),
    Case("bad-fold", "datasets/process_funnel.toml", 'fold = { disposition = ["secret_explained"] }', 'fold = { disposition = ["dispatched"] }', 'fold = { disposition = ["emergency"] }', "fold = {"),
    Case("missing-label", RATES, 'en = "Response, resolution and satisfaction"', 'en = ""', 'en = "Rates"', "[title]"),
    Case("bad-shape", RATES, 'chapter = "results"', "chapter = 5", 'chapter = "calls"', "chapter = 5"),
    Case("bad-toml", RATES, 'chapter = "results"', "chapter = = 5", 'chapter = "calls"', "chapter = = 5"),
    # rulebooks
    Case("id-differs", BOOK, 'id = "demo-1"', 'id = "demo-2"', 'id = "demo-1"  # as the file', 'id = "demo-2"'),
    Case("rates", BOOK, 'id = "satisfaction"', 'id = "resolution"', 'id = "satisfaction"  # own', "[[rates]]"),
    Case("bad-dates", BOOK, 'valid_from = "2020-01-01"', 'valid_from = "2020-1-1"', 'valid_from = "2020-01-02"', "valid_from"),
    Case("unknown-code", BOOK, '"cannot_reach", "withdrawn"', '"cannot_reach", "bored"', '"cannot_reach"', "exclusions"),
    Case("unknown-family", BOOK, 'family = "response"', 'family = "speed"', 'family = "response"  # kept', 'family = "speed"'),
    Case("credit-parts", BOOK, PARTLY, PARTLY.replace(", unresolved = 0.0", ""), PARTLY.replace("0.5", "0.4"), "credit = { resolved"),
    Case("credit-parts", BOOK, 'base_excludes = ["unrated"]', 'base_excludes = ["unrated", "neutral"]', 'base_excludes = ["unrated"]  # once', "credit = { satisfied"),
    Case("credit-range", BOOK, PARTLY, PARTLY.replace("0.5", "1.5"), PARTLY.replace("0.5", "0.0"), "credit = { resolved"),
    Case("floor", BOOK, 'min_n = 30\ninterval = "wilson95"\n\n[rates.title]\nzh = "响应率"', 'min_n = 5\ninterval = "wilson95"\n\n[rates.title]\nzh = "响应率"', 'min_n = 50\ninterval = "wilson95"\n\n[rates.title]\nzh = "响应率"', "min_n = 5"),
    # mappings
    Case("unknown-mapping", "profile.toml", 'default_mapping = "beijing"', 'default_mapping = "peking"', 'default_mapping = "beijing"  # ours', "default_mapping"),
    Case("unknown-field", MAP, "closed_at = [", 'shut_at = ["x"]\nclosed_at = [', 'closed_at = ["x", ', "shut_at"),
    Case("needed-field", MAP, 'closed_at = ["closed_at", "办结时间", "结案时间"]', "", 'closed_at = "办结时间"', "[fields]"),
    Case("unknown-timezone", MAP, '"Asia/Shanghai"', '"Asia/Peking"', '"Asia/Urumqi"', "timezone"),
    Case("bad-source", MAP, 'id = "beijing"\n', 'id = "beijing"\nencoding = "morse"\n', 'id = "beijing"\nencoding = "gb18030"\n', "[source]"),
    Case("bad-separator", MAP, 'separator = "->"', 'separator = ""', 'separator = "/"', "separator"),
    Case("unknown-code", MAP, '"已转派" = "transferred"', '"已转派" = "gone"', '"已转派" = "duplicate"', "已转派"),
    Case("unknown-codelist", MAP, "[values.status]", '[aliases.colour]\nred = "r"\n\n[values.status]', '[aliases.channel]\nred = "web"\n\n[values.status]', "[aliases.colour]"),
    # reference files
    Case("id-differs", WHISTLE, 'id = "whistle"', 'id = "signed"', 'id = "whistle"  # as the file', 'id = "signed"'),
    Case("unknown-kind", WHISTLE, 'kind = "counted"', 'kind = "secret"', 'kind = "counted"  # kept', 'kind = "secret"'),
    Case("unknown-column", WHISTLE, 'key = ["whistle_no"]', 'key = ["number"]', 'key = ["whistle_no", "area"]', "key ="),
    Case("unknown-column", WHISTLE, 'period = "whistled_on"', 'period = "area"', 'period = "whistled_on"  # a date', "period ="),
    Case("unknown-column", WHISTLE, 'period = "whistled_on"', 'period = "arrived_on"', 'period = "whistled_on"  # needed', "period ="),
    Case("duplicate-column", WHISTLE, 'name = "arrived_on"', 'name = "area"', 'name = "came_on"', "columns = ["),
    Case("unknown-type", WHISTLE, 'type = "id"', 'type = "name"', 'type = "text"', "columns = ["),
    Case("unknown-codelist", WHISTLE, 'codelist = "area"', 'codelist = "places"', 'codelist = "area" ', "columns = ["),
    Case("unknown-level", WHISTLE, 'levels = ["district"]', 'levels = ["village"]', 'levels = ["city", "district"]', "columns = ["),
    Case("no-missing-code", WHISTLE, 'levels = ["district"], ', 'levels = ["district"], required = false, ', 'levels = ["district"], required = true, ', "columns = ["),
    Case("reference", "reference/proactive.toml", 'reference = "grid"', 'reference = "gird"', 'reference = "media"', "[dimensions.trigger_kind]"),
    Case("reference-not-a-part", WHISTLE, 'reference = "on_time"', 'reference = "early"', 'reference = "late"', "[families.arrival]"),
    Case("missing-label", WHISTLE, 'en = "Arrived on"', 'en = ""', 'en = "Came on"', "columns = ["),
    Case("stated-null", SCHEDULING, "most = 10000,", "most = 10000, required = false,", "most = 20000,", "columns = ["),
    Case("stated-key", SCHEDULING, 'key = ["month", "meeting_level"]', 'key = ["month"]', 'key = ["meeting_level", "month"]', "key ="),
    Case("stated-tree", SCHEDULING, 'kind = "tree"', 'kind = "attribute"\nreference = "city"', 'kind = "tree"  # as stated', "[dimensions.meeting_level]"),
    Case("stated-key", STATED, S1, S1.replace('"code"', '"total", "code"'), S1, "[[views]]"),
    Case("unknown-ledger", STATED, 'ledger = "scheduling"', 'ledger = "hotlines"', 'ledger = "scheduling"  # stated', "ledger ="),
    Case("too-fine", PROACTIVE, '["city", "district"]', '["city", "district", "street"]', '["city"]', "[[views]]"),
    Case("ledger-rates", PROACTIVE, 'ledger = "proactive"', 'ledger = "proactive"\nrulebook = "demo-1"', 'ledger = "proactive"  # events', "rulebook"),
    # what the city says of itself
    Case("bad-id", "profile.toml", 'series = "beijing-demo-1"', 'series = "Beijing 1"', 'series = "bj-2"', "series"),
    Case("unknown-timezone", "profile.toml", '"Asia/Shanghai"', '"Shanghai"', '"Asia/Tokyo"', "timezone"),
    Case("unknown-value", "profile.toml", 'languages = ["zh", "en"]', 'languages = ["zh", "fr"]', 'languages = ["en"]', "languages"),
    Case("range", "profile.toml", "caller_cap = 5", "caller_cap = 0", "caller_cap = 1", "caller_cap"),
    Case("range", "calendar.toml", "release_day = 25", "release_day = 31", "release_day = 28", "release_day"),
    Case("low-k", "profile.toml", "k = 20", "k = 19", "k = 21", "k = 19"),
    Case("unknown-level", "profile.toml", EXACT, EXACT.replace("district", "village"), EXACT.replace("district", "street"), "exact"),
    Case("bad-dates", "calendar.toml", "workdays = []", 'workdays = ["2027-02-30"]', 'workdays = ["2027-02-20"]', "workdays"),
    Case("duplicate-mechanism", "mechanisms.toml", 'id = "M08"', 'id = "M07"', 'id = "M51"', 'id = "M07"'),
    Case("unknown-answer", "mechanisms.toml", '{ kind = "document", id = "policy" },\n]\n\n[mechanism.title]\nzh = "不受打击报复"', '{ kind = "document", id = "polity" },\n]\n\n[mechanism.title]\nzh = "不受打击报复"', '{ kind = "dataset", id = "outcomes" },\n]\n\n[mechanism.title]\nzh = "不受打击报复"', "answers"),
    Case("document-heading", "documents/policy.zh.md", "# 公开政策\n", "公开政策\n", "# 政策\n", "公开政策"),
]  # fmt: skip
