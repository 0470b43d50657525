/// A few records whose figures can be added up by hand.
enum SmallFeeds {
  static let orders = """
    order_id,placed_at,platform,seller,buyer,amount,paid,state,ship_to,channel
    PO1,2026-06-01T08:00:00+08:00,yunshi,91330106MA27X9QM1B,b1,100.00,100.00,paid,330106,app
    PO2,2026-06-01T09:30:00+08:00,yunshi,91330106MA27X9QM1B,b2,0.10,0.10,paid,310104,web
    PO3,2026-06-02T10:00:00+08:00,yunshi,91310104MA1FR0WP4E,b1,0.20,,placed,330106,live
    PO3,2026-06-02T10:00:00+08:00,yunshi,91310104MA1FR0WP4E,b1,0.20,,placed,330106,live
    PO4,2026-06-02T11:00:00+08:00,yunshi,91310104MA1FR0WP4E,b3,not money,,placed,330106,app
    PO5,2026-06-03T12:00:00+08:00,yunshi,91310104MA1FR0WP4E,b3,33.3333,,placed,,app

    """

  static let waybills = """
    carrier,number,order_id,direction,collected_at,signed_at,state
    SF,SF1000000000001,PO1,forward,2026-06-01T12:00:00+08:00,2026-06-02T18:00:00+08:00,signed
    SF,SF1000000000002,PO9,forward,2026-06-01T12:00:00+08:00,,in_transit

    """
}
