/// Chinese names of fields and of the words in them; English shows them as queries write them.
package enum FieldWords {
  /// The name of a field as screens show it.
  package static func name(of field: String, in language: Language) -> String {
    switch language {
    case .english: field
    case .chinese: fields[field] ?? field
    }
  }

  /// The Chinese of a word of a vocabulary; `nil` where it is not known.
  package static func word(_ word: String) -> String? { words[word] }

  private static let fields: [String: String] = [
    "uscc": "统一社会信用代码", "name": "名称", "name_en": "英文名称", "legacy_reg_no": "原注册号",
    "party_type": "主体类型", "roles": "角色", "division": "行政区划", "urban_rural": "城乡分类",
    "industry": "行业", "status": "状态", "status_since": "状态起始", "lists": "名单",
    "established": "成立日期", "deregistered": "注销日期", "platform": "平台", "shop_id": "店铺",
    "exemption": "豁免", "sku": "商品编码", "seller": "卖家", "gtin": "条码", "brand": "品牌",
    "spec": "规格", "category": "类目", "tax_code": "税收编码", "gpc": "GPC", "hs": "HS",
    "kind": "种类", "flags": "标识", "unit": "单位", "list_price": "标价", "weight_kg": "重量kg",
    "valid_from": "生效", "valid_to": "失效", "order_id": "订单号", "placed_at": "下单时间",
    "buyer": "买家", "channel": "渠道", "quantity": "数量", "unit_price": "单价",
    "discount": "折扣", "shipping": "运费", "amount": "金额", "paid": "实付", "refunded": "退款",
    "state": "状态", "paid_at": "付款时间", "shipped_at": "发货时间", "signed_at": "签收/签订时间",
    "closed_at": "关闭时间", "cancelled_at": "取消时间", "ship_from": "发货地", "ship_to": "收货地",
    "pickup_mode": "提货方式", "contract_id": "合同号", "pay_method": "支付方式", "payee": "收款方",
    "customs_mode": "海关方式", "currency": "币种", "type": "类型", "party_a": "甲方",
    "party_b": "乙方", "effective_at": "生效时间", "expires_at": "到期时间", "value": "合同额",
    "tolerance": "容差", "signature_method": "签署方式", "number": "号码", "code": "代码",
    "issued_at": "开票时间", "net": "不含税额", "tax": "税额", "gross": "价税合计", "rate": "税率",
    "blue_number": "蓝字发票号", "blue_code": "蓝字代码", "red_reason": "红冲原因",
    "carrier": "承运人", "direction": "方向", "origin": "始发地", "destination": "目的地",
    "shipper": "发货人", "service": "服务", "volume_cm3": "体积cm3", "pieces": "件数",
    "freight": "运费", "declared_value": "声明价值", "collected_at": "揽收时间",
    "sign_mode": "签收方式", "packaging": "包装", "cold_chain": "冷链", "temperature_ok": "温度合格",
    "line_no": "行号", "time": "时间", "facility": "场所", "note": "备注", "version": "版本",
    "op": "操作", "observed_at": "观测时间", "source": "来源", "source_seq": "来源序号",
    "province": "省份", "city": "城市", "county": "县区", "seller_province": "卖家省份",
    "origin_province": "始发省份", "rural": "农村", "invoiced": "已开票额",
    "invoice_difference": "开票差额", "invoice_count": "发票数", "waybill_count": "运单数",
    "contract_value": "合同额", "flows": "四流", "matched": "四流一致", "delivery_hours": "配送时长",
    "is_flagged": "有问题",
    "findings": "问题数", "industry_section": "行业门类",
  ]

  private static let words: [String: String] = [
    "placed": "已下单", "paid": "已付款", "shipped": "已发货", "signed": "已签收",
    "completed": "已完成", "delivered": "已送达", "cancelled": "已取消", "refunded": "已退款",
    "closed": "已关闭", "web": "网站", "app": "应用", "miniapp": "小程序", "live": "直播",
    "community": "社区团购", "o2o": "线上线下", "cross_border": "跨境", "edi": "EDI", "b2b": "企业间",
    "purchase": "采购", "framework": "框架", "agency": "代理", "logistics": "物流",
    "platform": "平台", "draft": "草稿", "active": "履行中", "fulfilled": "已履行",
    "breached": "违约", "terminated": "终止", "forward": "正向", "return": "退货",
    "collected": "已揽收", "in_transit": "运输中", "delivering": "派送中", "at_pickup": "待取件",
    "refused": "拒收", "returned": "已退回", "problem": "问题件", "lost": "丢失",
    "agree": "一致", "partial": "部分", "missing": "缺失", "conflict": "冲突", "open": "未结",
    "enterprise": "企业", "household": "个体户", "coop": "合作社", "institution": "机构",
    "person": "个人", "foreign": "境外", "goods": "商品", "service": "服务", "virtual": "虚拟",
    "prepaid": "预付", "reusable": "循环", "reduced": "减量", "ordinary": "普通",
    "self": "本人", "proxy": "代收", "locker": "快递柜", "station": "驿站", "warning": "警告",
    "error": "错误", "rejected": "被拒", "order": "订单", "contract": "合同", "invoice": "发票",
    "waybill": "运单", "commodity": "商品", "lines": "明细", "events": "轨迹",
  ]
}
