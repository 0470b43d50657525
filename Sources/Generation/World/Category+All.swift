extension Category {
  static let all: [Category] = [
    goods(
      "apparel", "1040201990000000000", "件", hs: "610910",
      ["纯棉圆领T恤", "加绒连帽卫衣", "高腰直筒牛仔裤", "真丝衬衫", "轻薄羽绒服"], 39_00...899_00, 180...1400,
      weight: 22),
    goods(
      "shoes", "1040301000000000000", "双", hs: "640399",
      ["透气跑步鞋", "小白鞋", "真皮商务皮鞋", "儿童雨靴"], 59_00...699_00, 400...1300, weight: 10),
    goods(
      "phones", "1090522000000000000", "台", hs: "851713",
      ["5G智能手机 128GB", "5G智能手机 256GB", "折叠屏手机", "老人手机"], 399_00...6999_00, 350...600,
      flags: "energy_label", weight: 6),
    goods(
      "computers", "1090511000000000000", "台", hs: "847130",
      ["轻薄笔记本电脑 14英寸", "游戏本 16英寸", "平板电脑 11英寸"], 1299_00...9999_00, 700...3200, weight: 5),
    goods(
      "appliances", "1090417000000000000", "台", hs: "841510",
      ["变频空调 1.5匹", "滚筒洗衣机 10kg", "电饭煲 4L", "空气炸锅"], 99_00...4599_00, 2500...42_000,
      flags: "energy_label|green", weight: 8),
    goods(
      "furniture", "1050201000000000000", "件", hs: "940360",
      ["实木餐桌", "人体工学椅", "榻榻米床垫", "折叠书架"], 129_00...3299_00, 4000...38_000, weight: 6),
    goods(
      "cosmetics", "1070223000000000000", "瓶", hs: "330499",
      ["保湿面霜 50g", "防晒乳 SPF50+", "氨基酸洁面乳", "雾面口红"], 39_00...699_00, 60...450, weight: 11),
    goods(
      "books", "1060105000000000000", "册", hs: "490199",
      ["唐诗三百首", "小学数学练习册", "《红楼梦》", "编程入门"], 15_00...128_00, 200...1200, tax: .reduced,
      weight: 7),
    goods(
      "baby", "1060408000000000000", "包", hs: "961900",
      ["婴儿纸尿裤 L码", "宽口径奶瓶", "儿童安全座椅"], 29_00...1299_00, 300...7000, weight: 7),
    goods(
      "snacks", "1030201000000000000", "袋", hs: "200819",
      ["每日坚果 750g", "手撕牛肉干", "麻辣小零食大礼包", "低糖饼干"], 9_90...169_00, 150...1500, weight: 12),
    goods(
      "fruit", "1010115000000000000", "箱", hs: "080810",
      ["烟台红富士苹果 5斤", "赣南脐橙 10斤", "丹东草莓 3斤", "海南芒果"], 19_90...159_00, 1500...5200,
      flags: "agricultural|fresh", tax: .reduced, weight: 9),
    goods(
      "seafood", "1010402000000000000", "箱", hs: "030617",
      ["冷冻大虾 2kg", "阳澄湖大闸蟹", "三文鱼刺身"], 59_00...688_00, 800...4200,
      flags: "agricultural|fresh|cold_chain", tax: .reduced, weight: 4, isCold: true),
    goods(
      "grain", "1010101000000000000", "袋", hs: "100630",
      ["五常大米 10kg", "东北小米 5斤", "有机黑豆"], 19_90...189_00, 2500...10_300, flags: "agricultural",
      tax: .reduced, weight: 6),
    goods(
      "tea", "1030204000000000000", "罐", hs: "090210",
      ["明前龙井 250g", "安溪铁观音", "云南普洱茶饼"], 49_00...1299_00, 200...900, flags: "agricultural",
      weight: 5),
    goods(
      "tools", "1080601000000000000", "套", hs: "820559",
      ["充电电钻套装", "五金工具箱 108件", "不锈钢螺丝 M6"], 12_00...899_00, 250...9000, weight: 6),
    goods(
      "packaging", "1060202000000000000", "箱", hs: "481910",
      ["瓦楞纸箱 5号", "可降解快递袋", "循环周转箱"], 25_00...480_00, 1500...15_000, flags: "green",
      weight: 4),
    goods(
      "second_hand", "1090522010000000000", "台", hs: "851713",
      ["二手手机 95新", "二手相机", "二手游戏机"], 199_00...3999_00, 300...1800, flags: "second_hand",
      weight: 2),
    Category(
      word: "services", taxCode: "3040203000000000000", tax: .services, kind: "service", flags: "",
      unit: "次", hs: "", names: ["上门安装服务", "网店装修", "家政保洁 4小时"], prices: 50_00...900_00,
      grams: 0...0, weight: 3),
    Category(
      word: "digital", taxCode: "3040201000000000000", tax: .services, kind: "virtual", flags: "",
      unit: "个", hs: "", names: ["视频会员月卡", "云存储 1TB 年卡", "在线课程"], prices: 9_90...499_00,
      grams: 0...0, weight: 3),
  ]

  private static func goods(
    _ word: StaticString, _ taxCode: StaticString, _ unit: StaticString, hs: StaticString,
    _ names: [StaticString], _ prices: ClosedRange<Int>, _ grams: ClosedRange<Int>,
    flags: StaticString = "", tax: TaxClass = .standard, weight: Int,
    isCold: Bool = false
  ) -> Category {
    Category(
      word: word, taxCode: taxCode, tax: tax, kind: "goods", flags: flags, unit: unit, hs: hs,
      names: names, prices: prices, grams: grams, weight: weight,
      isCold: isCold)
  }
}
