#!/usr/bin/env python3
"""Writes what the peers read from Fatura's own records, so that all render the same bill.

  convert.py RECORDS BILLS COUNT    the first COUNT records as bills, both one JSON a line
  convert.py --logo FROM TO         the pack's logo as plain RGB, which every tool takes

Money becomes whole centavos and an amount of internet whole megabytes; to print them, like dates
and durations, is each peer's work. The Pix code is made here by qrencode, as most peers cannot
encode one, in the version that Fatura chooses for it."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

MONTHS = "jan fev mar abr mai jun jul ago set out nov dez".split()
QR_VERSION = "8"  # the smallest that holds the sample's 169 characters at level M
LOGO_PIXELS = (360, 108)


def centavos(amount: Decimal) -> int:
    return int(amount.scaleb(2).to_integral_exact())


def decimal(value: Decimal) -> str:
    return str(value).replace(".", ",")


def day(iso: str, pattern: str = "{2}/{1}/{0}") -> str:
    return pattern.format(*iso.split("-"))


def cnpj(digits: str) -> str:
    return "%s.%s.%s/%s-%s" % (digits[:2], digits[2:5], digits[5:8], digits[8:12], digits[12:])


def masked_cpf(digits: str) -> str:
    return "***.%s.%s-**" % (digits[3:6], digits[6:9])


def qr_rows(payload: str) -> list[str]:
    """The symbol's modules, a row of '0' and '1' each, without the quiet zone."""
    command = [
        "qrencode",
        "-l",
        "M",
        "-v",
        QR_VERSION,
        "--strict-version",
        "-m",
        "0",
        "-t",
        "ASCII",
    ]
    made = subprocess.run(
        [*command, "-o", "-", payload], capture_output=True, text=True, check=True
    )
    return ["".join("1" if c == "#" else "0" for c in row[::2]) for row in made.stdout.splitlines()]


def issuer(record: dict) -> dict:
    sender = record["issuer"]
    address = sender["address"]
    return {
        "name": sender["name"],
        "cnpj": cnpj(sender["taxId"]),
        "ie": sender["stateId"],
        "address": "%s, %s" % (address["line1"], address["line2"]),
        "city": "%(postalCode)s %(city)s/%(region)s" % address,
        "site": sender["site"],
        "phone": "Central %(phone)s · Ouvidoria %(ombudsman)s" % sender,
    }


def customer(record: dict) -> dict:
    receiver, service = record["customer"], record["services"][0]
    address = receiver["address"]
    lines = (address.get("line1"), address.get("line2"))
    return {
        "name": receiver["name"],
        "cpf": masked_cpf(receiver["taxId"]),
        "street": ", ".join(filter(None, lines)),
        "city": "%(postalCode)s %(city)s/%(region)s" % address,
        "code": receiver["id"],
        "line": service["number"],
        "plan": service["plan"],
    }


def charge(line: dict, period: str) -> dict:
    sender = " – " + line["issuer"]["name"] if "issuer" in line else ""
    return {
        "desc": line["description"] + sender,
        "period": period,
        "qty": "%s %s" % (decimal(line["quantity"]), line["unit"]),
        "unit": centavos(line["unitPrice"]),
        "amount": centavos(line["amount"]),
    }


def tax(record: dict) -> dict:
    return {
        "name": record["code"],
        "base": centavos(record["base"]),
        "rate_bp": centavos(record["rate"]),
        "amount": centavos(record["amount"]),
    }


def usage(record: dict) -> list[dict]:
    """The internet of the twelve months up to the bill's own."""
    points = [p for p in record["usage"]["series"][0]["points"] if p["cycle"] <= record["cycle"]]
    return [
        {
            "month": "%s/%s" % (MONTHS[int(p["cycle"][5:]) - 1], p["cycle"][2:4]),
            "mb": int(p["value"] * 1000),
        }
        for p in sorted(points, key=lambda p: p["cycle"])[-12:]
    ]


def offer(record: dict) -> dict:
    last = [record["cta"], "válido até " + day(record["validUntil"])]
    if "coupon" in record:
        last.insert(1, "Cupom " + record["coupon"])
    return {
        "kind": "Oferta de parceiro" if record["kind"] == "partner" else "Oferta para você",
        "title": record["title"],
        "body": record["body"],
        "last": " · ".join(last),
    }


def payment(record: dict) -> dict:
    of_scheme = {p["scheme"]: p for p in record["payments"]}
    notices = {n["code"]: n["text"] for n in record["notices"]}
    pix, slip = of_scheme["pix"]["payload"], of_scheme["arrecadacao"]
    return {
        "pix": pix,
        "qr": qr_rows(pix),
        "barcode": slip["code"],
        "line": slip["digits"],
        "note": notices["late-fee"],
    }


def detail(record: dict) -> dict:
    """A row; `dur` in seconds, or `volume` as it is printed where there is no duration."""
    row = {
        "date": record["date"],
        "time": record["time"],
        "to": " ".join(filter(None, (record["description"], record.get("number")))),
        "amount": centavos(record["amount"]),
    }
    if "seconds" in record:
        row["dur"] = int(record["seconds"])
    else:
        amount = record.get("quantity")
        row["volume"] = "" if amount is None else "%s %s" % (decimal(amount), record["unit"])
    return row


def bill(line: str) -> str:
    record = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    start, end = record["period"]["from"], record["period"]["to"]
    period = "%s a %s" % (day(start, "{2}/{1}"), day(end, "{2}/{1}"))
    made = {
        "id": record["number"],
        "issue": record["issued"],
        "due": record["due"],
        "period": [start, end],
        "issuer": issuer(record),
        "customer": customer(record),
        "charges": [charge(c, period) for c in record["lines"]],
        "taxes": [tax(t) for t in record["taxes"]],
        "total": centavos(record["total"]),
        "usage": usage(record),
        "offers": [offer(o) for o in record["offers"]],
        "payment": payment(record),
        "details": [detail(d) for g in record["usage"]["groups"] for d in g["details"]],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def convert(records: str, bills: str, count: int) -> None:
    with open(records, encoding="utf-8") as lines, open(bills, "w", encoding="utf-8") as out:
        with ThreadPoolExecutor(2) as pool:
            for made in pool.map(bill, itertools.islice(lines, count)):
                out.write(made + "\n")


def logo(source: str, target: str) -> None:
    from PIL import Image

    picture = Image.open(source).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    plain = Image.alpha_composite(ground, picture).convert("RGB")
    plain.resize(LOGO_PIXELS, Image.LANCZOS).save(target, optimize=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--logo", source, target]:
            logo(source, target)
        case [records, bills, count]:
            convert(records, bills, int(count))
        case _:
            sys.exit(__doc__)
