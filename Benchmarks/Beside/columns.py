"""The columns of the files that `tradewatch generate` writes, and what kind each is.

Kinds: text (many different ones), word (few different ones), time, money, number, whole.
"""


def _columns(text):
    return {name: kind for name, _, kind in (part.partition(":") for part in text.split())}


ORDERS = _columns(
    "order_id:text placed_at:time platform:word seller:text buyer:text sku:text category:word"
    " channel:word quantity:number unit_price:number discount:money shipping:money amount:money"
    " paid:money refunded:money state:word paid_at:time shipped_at:time signed_at:time"
    " closed_at:time cancelled_at:time ship_from:text ship_to:text pickup_mode:word"
    " contract_id:text pay_method:word payee:text customs_mode:word currency:word version:whole"
    " op:word")

INVOICES = _columns(
    "number:text code:text kind:word issued_at:time seller:text buyer:text order_id:text"
    " contract_id:text net:money tax:money gross:money rate:number tax_code:text"
    " blue_number:text blue_code:text red_reason:word currency:word version:whole op:word")

WAYBILLS = _columns(
    "carrier:word number:text order_id:text direction:word origin:text destination:text"
    " shipper:text service:word weight_kg:number volume_cm3:number pieces:whole freight:money"
    " declared_value:money collected_at:time signed_at:time state:word sign_mode:word"
    " packaging:word cold_chain:word temperature_ok:word version:whole op:word")

TABLES = {"orders": ORDERS, "invoices": INVOICES, "waybills": WAYBILLS}

# The columns that the questions of orders read.
READ_OF_ORDERS = ["placed_at", "seller", "buyer", "category", "amount", "ship_to"]

QUESTIONS_OF_ORDERS = ["q1", "q2", "q3", "q4", "q5", "q8", "q9"]
QUESTIONS = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10"]
