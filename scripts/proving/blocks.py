"""Random payment blocks with codes made here, by other arithmetic than the engine's, from the norms alone.

Each scheme is a function from a `Random` and the bill to one entry of a record's `payments`; `payload_of`
says what its symbol has to read back as.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Callable

Entry = dict[str, Any]

NAMES = (
    "Kolibri Cloud AG", "Müller & Söhne GmbH", "Petit Robert Façades SA", "Officine Città di Como",
    "Ferretería Ñandú", "Bäckerei Groß", "Ångström AB", "O'Neill Ltd.", "Łódź Studio",
)
TOWNS = (("8005", "Zürich"), ("2501", "Biel/Bienne"), ("6900", "Lugano"), ("1211", "Genève 3"))


# Check digits


def mod10(digits: str) -> int:
    """Luhn-like: weights 2, 1 from the right, digits of products summed."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return -total % 10


def rest11(digits: str) -> int:
    """The sum with weights 2 to 9 from the right, modulo 11."""
    return sum(int(digit) * (place % 8 + 2) for place, digit in enumerate(reversed(digits))) % 11


def mod97(text: str) -> int:
    """ISO 7064: letters as numbers from 10."""
    return int("".join(str(int(letter, 36)) for letter in text)) % 97


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE, bit by bit."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def swiss_digit(digits: str) -> int:
    """Recursive modulo 10 of QR references."""
    carry = 0
    for digit in digits:
        carry = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)[(carry + int(digit)) % 10]
    return (10 - carry) % 10


def digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def iban(country: str, account: str) -> str:
    return f"{country}{98 - mod97(account + country + '00'):02}{account}"


def creditor_reference(random: Random) -> str:
    body = "".join(random.choices("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=random.randint(1, 21)))
    return f"RF{98 - mod97(body + 'RF00'):02}{body}"


def printed(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


# Schemes


def boleto(random: Random, cents: int, due: date) -> Entry:
    days = (due - date(1997, 10, 7)).days
    factor = days if due <= date(2025, 2, 21) else 1000 + (days - 1000) % 9000
    bank = random.choice(("001", "033", "104", "237", "341", "748", "756"))
    rest = f"{factor:04}{cents:010}{digits(random, 25)}"
    check = 11 - rest11(bank + "9" + rest)
    return {"code": f"{bank}9{1 if check in (0, 10, 11) else check}{rest}"}


def arrecadacao(random: Random, cents: int, due: date) -> Entry:
    segment, value = random.choice("1234579"), random.choice("68")
    free = f"{due:%Y%m%d}{digits(random, 17)}" if random.random() < 0.5 else "99" + digits(random, 23)
    body = f"{cents:011}{digits(random, 4)}{free}"
    whole = f"8{segment}{value}{body}"
    rest = rest11(whole)
    check = mod10(whole) if value == "6" else 0 if rest < 2 else 11 - rest
    return {"code": f"8{segment}{value}{check}{body}"}


def pix(random: Random, cents: int, due: date) -> Entry:
    def field(number: int, value: str) -> str:
        return f"{number:02}{len(value):02}{value}"

    name, town = random.choice(("CLAREIRA ENERGIA SA", "VIVAZ TELECOM SA", "A")), "SAO PAULO"
    if random.random() < 0.5:
        url = f"pix.exemplo.com.br/v2/cobv/{random.getrandbits(128):032x}"
        start = field(1, "12") + field(26, field(0, "br.gov.bcb.pix") + field(25, url))
        amount, txid = "", "***"
    else:
        key = random.choice((f"{random.getrandbits(40):x}@exemplo.com.br", "+55119" + digits(random, 8)))
        start = field(26, field(0, "br.gov.bcb.pix") + field(1, key))
        amount, txid = field(54, printed(cents)), "FAT" + digits(random, random.randint(1, 22))
    text = (field(0, "01") + start + field(52, "0000") + field(53, "986") + amount + field(58, "BR")
            + field(59, name) + field(60, town) + field(62, field(5, txid)) + "6304")
    return {"payload": f"{text}{crc16(text.encode()):04X}", "merchantName": name, "merchantCity": town}


def sepa(random: Random, cents: int, due: date) -> Entry:
    account = random.choice((("DE", 18), ("NL", 0), ("FR", 23), ("BE", 12), ("IT", 0)))
    number = {
        "NL": "ABNA" + digits(random, 10), "IT": "X" + digits(random, 22),
    }.get(account[0]) or digits(random, account[1])
    entry: Entry = {"payee": {"name": random.choice(NAMES)}, "iban": iban(account[0], number)}
    if random.random() < 0.5:
        entry["bic"] = random.choice(("COBADEFFXXX", "BNPAFRPP", "INGBNL2A"))
    reference = text = ""
    if random.random() < 0.5:
        reference = entry["creditorReference"] = creditor_reference(random)
    else:
        text = entry["message"] = f"Rechnung für {random.choice(NAMES)} {digits(random, 6)}"
    lines = ["BCD", "002", "1", "SCT", entry.get("bic", ""), entry["payee"]["name"], entry["iban"],
             "EUR" + printed(cents), "", reference, text]
    return entry | {"payload": "\n".join(lines).rstrip("\n")}


def swiss(random: Random, cents: int, due: date) -> Entry:
    def party() -> Entry:
        code, town = random.choice(TOWNS)
        return {"name": random.choice(NAMES[:6]), "address": {
            "line1": "Rue du Lac", "buildingNumber": str(random.randint(1, 99)), "postalCode": code,
            "city": town, "country": "CH"}}

    def lines(party: Entry | None) -> list[str]:
        if party is None:
            return [""] * 7
        place = party["address"]
        return ["S", party["name"], place["line1"], place["buildingNumber"], place["postalCode"],
                place["city"], place["country"]]

    kind = random.choice(("QRR", "SCOR", "NON"))
    bank = "31999" if kind == "QRR" else "00762"
    entry: Entry = {"payee": party(), "iban": iban("CH", bank + digits(random, 12))}
    if random.random() < 0.7:
        entry["payer"] = party()
    reference = ""
    if kind == "QRR":
        body = digits(random, 26)
        reference = f"{body}{swiss_digit(body)}"
    elif kind == "SCOR":
        reference = creditor_reference(random)
    if reference:
        entry["creditorReference"] = reference
    message = ""
    if random.random() < 0.6:
        message = entry["message"] = f"Facture n° {digits(random, 8)}, été"
    text = ["SPC", "0200", "1", entry["iban"], *lines(entry["payee"]), *[""] * 7, printed(cents), "CHF",
            *lines(entry.get("payer")), kind, reference, message, "EPD"]
    return entry | {"payload": "\n".join(text)}


def upi(random: Random, cents: int, due: date) -> Entry:
    address = f"bills.{random.getrandbits(32):x}@{random.choice(('okbank', 'upi', 'ybl'))}"
    name = random.choice(("Acme%20%26%20Sons", "Bharat%20Telecom", "Power"))
    reference = digits(random, random.randint(4, 30))
    return {"key": address, "reference": reference,
            "payload": f"upi://pay?pa={address}&pn={name}&tr={reference}&am={printed(cents)}&cu=INR"}


SCHEMES: dict[str, tuple[str, Callable[[Random, int, date], Entry]]] = {
    "arrecadacao": ("BRL", arrecadacao), "boleto": ("BRL", boleto), "pix": ("BRL", pix),
    "sepa": ("EUR", sepa), "swiss": ("CHF", swiss), "upi": ("INR", upi),
}


def payload_of(entry: Entry) -> str:
    """What the symbol of an entry holds."""
    return entry.get("code") or entry["payload"]


def gs1(random: Random) -> str:
    """An element string of GS1-128: a GTIN with its check digit, a day, a batch of variable length."""
    body = digits(random, 13)
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(body))
    batch = "".join(random.choices("ABCDEF0123456789", k=random.randint(1, 12)))
    return f"(01){body}{-total % 10}(17){random.randint(26, 49)}0930(10){batch}"


def record(number: int, scheme: str, random: Random, count: int) -> dict[str, Any]:
    """A record with so many entries of a scheme, all of one amount and due date."""
    currency, make = SCHEMES[scheme]
    cents = random.choice((random.randint(1, 99_999), random.randint(1, 9_999_999)))
    due = date(2026, 1, 5) + timedelta(days=random.randint(0, 3000))
    entries = [
        {"scheme": scheme, "amount": float(printed(cents)), "due": due.isoformat()}
        | make(random, cents, due) for _ in range(count)
    ]
    return bill(number, scheme, currency, cents, due) | {"payments": entries}


def bill(number: int, name: str, currency: str, cents: int, due: date) -> dict[str, Any]:
    """What a record needs beside payments."""
    amount = float(printed(cents))
    issued = due - timedelta(days=20)
    return {
        "id": f"{name}-{number:05}", "cycle": f"{issued:%Y-%m}", "issued": issued.isoformat(),
        "due": due.isoformat(), "currency": currency, "locale": "en-GB", "issuer": {"name": "Biller"},
        "customer": {"id": f"C{number}", "name": "Customer"}, "total": amount, "amountDue": amount,
        "lines": [{"id": "1", "description": "Service", "amount": amount}],
    }
