/// A county where enterprises and buyers are.
struct Place {
  /// GB/T 2260, six digits.
  let code: Int
  /// As names of enterprises begin: `杭州`.
  let city: StaticString
  let isRural: Bool
  /// Relative number of parties.
  let weight: Int

  init(_ code: Int, _ city: StaticString, _ weight: Int, rural: Bool = false) {
    self.code = code
    self.city = city
    self.weight = weight
    isRural = rural
  }

  static let all: [Place] = [
    Place(330110, "杭州", 60), Place(330106, "杭州", 40), Place(330782, "义乌", 90),
    Place(440305, "深圳", 70), Place(440306, "深圳", 60), Place(440307, "深圳", 40),
    Place(440106, "广州", 70), Place(440103, "广州", 40), Place(440606, "佛山", 40),
    Place(441900, "东莞", 50), Place(310115, "上海", 60), Place(310112, "上海", 40),
    Place(310104, "上海", 20), Place(110108, "北京", 50), Place(110105, "北京", 50),
    Place(110112, "北京", 20), Place(320506, "苏州", 40), Place(320505, "苏州", 30),
    Place(320104, "南京", 30), Place(320214, "无锡", 20), Place(350582, "晋江", 40),
    Place(350203, "厦门", 30), Place(350502, "泉州", 30), Place(330212, "宁波", 30),
    Place(330302, "温州", 30), Place(510107, "成都", 40), Place(510116, "成都", 20),
    Place(420106, "武汉", 30), Place(420111, "武汉", 20), Place(430104, "长沙", 30),
    Place(410105, "郑州", 30), Place(370202, "青岛", 30), Place(370102, "济南", 20),
    Place(371302, "临沂", 30), Place(340104, "合肥", 20), Place(500103, "重庆", 30),
    Place(120116, "天津", 20), Place(130102, "石家庄", 20), Place(130602, "保定", 20),
    Place(610113, "西安", 30), Place(210102, "沈阳", 15), Place(210202, "大连", 15),
    Place(220102, "长春", 10), Place(230102, "哈尔滨", 12), Place(140105, "太原", 10),
    Place(360102, "南昌", 12), Place(360702, "赣州", 12, rural: true), Place(450102, "南宁", 12),
    Place(450302, "桂林", 8, rural: true), Place(460105, "海口", 6), Place(520102, "贵阳", 8),
    Place(530102, "昆明", 12), Place(530103, "昆明", 6), Place(620102, "兰州", 5),
    Place(640104, "银川", 3), Place(650102, "乌鲁木齐", 6), Place(150102, "呼和浩特", 5),
    Place(630102, "西宁", 2), Place(540102, "拉萨", 1), Place(441322, "博罗", 8, rural: true),
    Place(411625, "郸城", 6, rural: true), Place(371722, "单县", 8, rural: true),
    Place(513223, "茂县", 2, rural: true),
  ]
}
