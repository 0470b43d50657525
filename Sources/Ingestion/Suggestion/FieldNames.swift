import Commerce

/// The names that people give to fields, in English and Chinese.
enum FieldNames {
  /// How well a column's name says that it holds a field of a class, 0 to 1.
  static func likeness(_ column: String, _ field: Field, of recordClass: RecordClass) -> Double {
    let name = plain(column)
    guard !name.isEmpty else { return 0 }
    var best = 0.0
    for candidate in candidates(field, of: recordClass) {
      best = max(best, likeness(name, plain(candidate)))
      if best == 1 { return 1 }
    }
    return best
  }

  private static func candidates(_ field: Field, of recordClass: RecordClass) -> [String] {
    let own = [field.name, recordClass.name + field.name] + (synonyms[field.name] ?? [])
    return own + (synonyms["\(recordClass.name).\(field.name)"] ?? [])
  }

  /// Letters and digits in lower case, without blanks and signs.
  static func plain(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func likeness(_ name: String, _ candidate: String) -> Double {
    if name == candidate { return 1 }
    let shorter = min(name.count, candidate.count)
    let longer = max(name.count, candidate.count)
    // Two Chinese characters say as much as four letters.
    let least = name.utf8.count > name.count ? 2 : 4
    guard shorter >= least else { return 0 }
    if name.contains(candidate) || candidate.contains(name) {
      return 0.5 + 0.4 * Double(shorter) / Double(longer)
    }
    let changes = editDistance(Array(name.utf8), Array(candidate.utf8))
    return changes <= max(1, shorter / 5) ? 0.7 : 0
  }

  /// By the field's name, or by class and field where a name means more in one class.
  private static let synonyms: [String: [String]] = [
    "order_id": [
      "order no", "order number", "order", "order code", "po number", "purchase order id",
      "sales order", "transaction id", "订单编号", "订单号", "订单号码", "主订单编号", "交易号",
    ],
    "placed_at": [
      "order date", "order time", "created", "created at", "creation time", "purchase timestamp",
      "order purchase timestamp", "purchase date", "date", "下单时间", "下单日期", "订单创建时间",
      "创建时间", "订单日期", "成交时间",
    ],
    "platform": ["marketplace", "sales channel", "平台", "电商平台"],
    "seller": [
      "seller id", "vendor", "vendor id", "supplier", "supplier id", "merchant", "merchant id",
      "shop", "store", "store id", "卖家", "商家", "店铺", "店铺名称", "供应商", "商户",
    ],
    "invoice.seller": [
      "seller tax id", "seller tax number", "销方识别号", "销售方识别号", "销方税号", "销售方纳税人识别号",
    ],
    "invoice.buyer": [
      "buyer tax id", "bill to", "购方识别号", "购买方识别号", "购方税号", "购买方名称", "购方名称",
    ],
    "buyer": [
      "buyer id", "customer", "customer id", "client", "client id", "user id", "member id", "买家",
      "买家昵称", "客户", "客户编号", "会员", "用户id", "购买者",
    ],
    "sku": [
      "product id", "product", "item", "item id", "item no", "item number", "article",
      "part number",
      "product code", "sku id", "商品编码", "商品编号", "商品id", "货号", "物料编码",
    ],
    "category": [
      "product category", "category name", "category id", "product category name", "类目", "品类",
      "商品类目", "分类",
    ],
    "channel": ["source channel", "order source", "渠道", "订单来源", "来源渠道"],
    "quantity": ["qty", "order qty", "units", "count", "pieces ordered", "数量", "商品数量", "购买数量"],
    "unit_price": ["price", "unit cost", "price each", "单价", "商品单价", "价格"],
    "discount": ["discount amount", "rebate", "折扣", "优惠", "优惠金额", "折扣金额"],
    "shipping": [
      "freight", "freight value", "shipping cost", "shipping fee", "delivery fee", "postage", "运费",
      "邮费", "快递费",
    ],
    "amount": [
      "total", "total amount", "order total", "total due", "grand total", "order amount", "sales",
      "line total", "subtotal", "revenue", "金额", "总金额", "订单金额", "订单总额", "应付金额", "成交金额",
    ],
    "paid": [
      "paid amount", "payment value", "amount paid", "payment amount", "实付", "实付金额",
      "买家实际支付金额", "实际支付金额", "实收金额", "支付金额",
    ],
    "refunded": ["refund", "refund amount", "amount refunded", "退款", "退款金额"],
    "state": [
      "status", "order status", "order state", "fulfilment status", "状态", "订单状态", "交易状态",
    ],
    "paid_at": [
      "payment date", "payment time", "paid date", "approved at", "order approved at", "付款时间",
      "支付时间", "订单付款时间",
    ],
    "shipped_at": [
      "ship date", "shipped date", "shipping date", "shipment date", "dispatch date",
      "order delivered carrier date", "发货时间", "发货日期",
    ],
    "order.signed_at": [
      "delivered date", "delivery date", "delivered at", "received at",
      "order delivered customer date", "签收时间", "收货时间", "确认收货时间",
    ],
    "waybill.signed_at": ["delivered at", "delivery time", "签收时间", "签收日期", "妥投时间"],
    "closed_at": ["closed date", "completed at", "completion date", "完成时间", "关闭时间"],
    "cancelled_at": ["cancelled date", "canceled at", "cancellation date", "取消时间"],
    "ship_from": ["origin", "from region", "warehouse region", "发货地", "发货省份"],
    "ship_to": [
      "ship to state", "destination", "delivery region", "shipping state", "收货地", "收货地址",
      "收货省份", "省份", "收件地区",
    ],
    "pickup_mode": ["ship mode", "ship via", "ship method id", "delivery mode", "配送方式", "提货方式"],
    "contract_id": ["contract no", "contract number", "agreement id", "合同编号", "合同号", "合同号码"],
    "contract.contract_id": ["id", "notice id", "contract", "reference"],
    "pay_method": ["payment type", "payment method", "支付方式", "付款方式"],
    "payee": ["payee id", "beneficiary", "收款方", "收款人"],
    "currency": ["currency code", "币种", "货币"],
    "line_no": ["line", "line number", "row id", "item line", "order item id", "行号", "序号"],
    "uscc": [
      "credit code", "unified social credit code", "tax id", "registration number", "vendor id",
      "supplier id", "seller id", "business entity id", "统一社会信用代码", "信用代码", "纳税人识别号",
      "企业代码",
    ],
    "enterprise.name": [
      "company", "company name", "vendor name", "supplier name", "seller name", "enterprise name",
      "企业名称", "公司名称", "商家名称", "单位名称", "店铺名称",
    ],
    "commodity.name": [
      "product name", "item name", "title", "description", "商品名称", "产品名称", "品名", "商品标题",
    ],
    "invoice_line.name": ["item name", "description", "商品名称", "货物或应税劳务名称", "项目名称"],
    "name_en": ["english name", "英文名称"],
    "legacy_reg_no": ["old registration number", "原注册号", "工商注册号"],
    "division": ["region code", "division code", "行政区划", "行政区划代码", "地区代码"],
    "industry": ["industry code", "行业", "行业代码"],
    "status": ["business status", "state", "经营状态", "状态"],
    "established": ["founded", "date established", "incorporated", "成立日期", "注册日期"],
    "roles": ["role", "角色"],
    "gtin": ["ean", "barcode", "upc", "条码", "条形码", "商品条码"],
    "brand": ["brand name", "manufacturer", "品牌"],
    "spec": ["specification", "size", "规格", "规格型号"],
    "tax_code": ["tax classification", "税收分类编码", "税收编码", "商品和服务税收分类编码"],
    "hs": ["hs code", "tariff code", "海关编码", "hs编码"],
    "unit": ["unit of measure", "uom", "quantity per unit", "单位", "计量单位"],
    "list_price": ["list price", "msrp", "retail price", "unit price", "标价", "吊牌价", "零售价"],
    "weight_kg": ["weight", "gross weight", "重量", "毛重", "净重"],
    "party_a": ["buyer", "organisation", "purchaser", "authority", "甲方", "采购人", "需方"],
    "party_b": ["supplier", "awarded supplier", "contractor", "乙方", "供应商", "供方", "中标人"],
    "contract.signed_at": [
      "awarded date", "award date", "signature date", "signing date", "contract date", "签订时间",
      "签订日期", "签署日期",
    ],
    "effective_at": ["start date", "valid from", "effective date", "生效日期", "开始日期"],
    "expires_at": ["end date", "expiry date", "valid to", "到期日期", "终止日期", "截止日期"],
    "value": ["contract value", "awarded value", "contract amount", "合同金额", "合同额", "中标金额"],
    "type": ["contract type", "notice type", "合同类型"],
    "number": [
      "invoice number", "invoice no", "invoice id", "发票号码", "数电发票号码", "数电票号码", "发票号",
    ],
    "waybill.number": [
      "tracking number", "tracking no", "waybill no", "awb", "运单号", "快递单号", "物流单号", "运单号码",
    ],
    "code": ["invoice code", "发票代码"],
    "kind": ["invoice type", "kind of invoice", "发票票种", "票种", "发票类型"],
    "issued_at": ["invoice date", "issue date", "date issued", "开票日期", "开票时间"],
    "net": [
      "net amount", "amount without tax", "tax exclusive amount", "subtotal", "不含税金额", "金额",
      "合计金额",
    ],
    "tax": ["tax amount", "vat", "vat amount", "税额", "合计税额"],
    "gross": [
      "gross amount", "total with tax", "invoice total", "tax inclusive amount", "total", "价税合计",
      "含税金额",
    ],
    "rate": ["tax rate", "vat rate", "税率"],
    "blue_number": ["original invoice", "original invoice number", "蓝字发票号码", "原发票号码"],
    "carrier": ["carrier name", "courier", "shipper name", "快递公司", "物流公司", "承运商", "承运人"],
    "direction": ["leg", "方向"],
    "collected_at": ["pickup time", "collected", "shipped at", "揽收时间", "揽件时间", "收件时间"],
    "shipper": ["sender", "consignor", "发货人", "寄件人"],
    "service": ["service type", "service level", "服务类型", "快递产品"],
    "pieces": ["packages", "parcels", "件数"],
    "declared_value": ["insured value", "声明价值", "保价金额"],
    "facility": ["hub", "depot", "site", "网点", "中转站"],
    "note": ["remark", "comment", "备注"],
  ]
}
