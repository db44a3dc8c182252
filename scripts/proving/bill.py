"""What a bill has to show, worked out from its record alone: nothing here asks the engine.

Texts are compared squeezed: without any white space, with one kind of minus. So it does not matter where
a line breaks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Iterator

Record = dict[str, Any]


def squeeze(text: str) -> str:
    """A text without white space, in normal form C, a hyphen for each minus."""
    text = unicodedata.normalize("NFC", text).replace("\u2212", "-")
    return "".join(text.split())


def number(value: Decimal, decimals: int | None = None) -> str:
    """A number as Brazil writes it: 1.234,5; without zeros at its end where no decimals are asked."""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def amount(value: Decimal) -> str:
    """An amount of money without its currency."""
    return number(value, 2)


def money(value: Decimal) -> str:
    """An amount with its currency; the minus stands before it."""
    return ("-" if value < 0 else "") + "R$" + amount(abs(value))


def date(text: str) -> str:
    """A date of the record, 2026-07-02, as Brazil writes it: 02/07/2026."""
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"


def cnpj(text: str) -> str:
    """A company's number in its usual groups."""
    return f"{text[:2]}.{text[2:5]}.{text[5:8]}/{text[8:12]}-{text[12:]}"


def masked(text: str) -> str:
    """A person's tax number, of which only the middle may be seen; a company's is public."""
    return f"***.{text[3:6]}.{text[6:9]}-**" if len(text) == 11 else cnpj(text)


@dataclass
class Bill:
    """A record, and what its document has to show."""

    record: Record

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def total(self) -> Decimal:
        return Decimal(self.record["total"])

    @property
    def amount_due(self) -> Decimal:
        return Decimal(self.record["amountDue"])

    def payment(self, scheme: str) -> Record | None:
        """The first payment of a scheme."""
        return next((p for p in self.record.get("payments", []) if p["scheme"] == scheme), None)

    @property
    def qr_codes(self) -> set[str]:
        pix = self.payment("pix")
        return {pix["payload"]} if pix else set()

    @property
    def bar_codes(self) -> set[str]:
        found = (self.payment("arrecadacao"), self.payment("boleto"))
        return {payment["code"] for payment in found if payment}

    @property
    def code_texts(self) -> list[str]:
        """Texts that stand on the pages with codes."""
        slips = (self.payment("arrecadacao"), self.payment("boleto"))
        pix = self.payment("pix")
        return [slip["digits"] for slip in slips if slip] + ([pix["payload"]] if pix else [])

    @property
    def title(self) -> str:
        return f"Fatura {self.record['number']} – {self.record['customer']['name']}"

    @property
    def links(self) -> list[str]:
        """The addresses the document has to lead to, in its order."""
        record = self.record
        services = [service["url"] for service in record.get("selfService", [])]
        offers = [offer["url"] for offer in record.get("offers", [])]
        return ["https://" + record["issuer"]["site"], *services, *offers]

    @cached_property
    def charges(self) -> list[str]:
        """The rows of the charges, squeezed, group by group."""
        groups: dict[str | None, list[Record]] = {}
        for line in self.record["lines"]:
            groups.setdefault(line.get("group"), []).append(line)
        rows = []
        for title, lines in groups.items():
            subtotal = sum((Decimal(line["amount"]) for line in lines), Decimal(0))
            rows.append(squeeze(f"{title or 'Outros'} {amount(subtotal)}"))
            rows += [self._charge(line) for line in lines]
        for adjustment in self.record.get("adjustments", []):
            rows.append(squeeze(f"{adjustment['reason']} {amount(Decimal(adjustment['amount']))}"))
        rows.append(squeeze(f"Total da fatura {money(self.total)}"))
        return rows

    @property
    def portal_charges(self) -> list[str]:
        """The same on the portal's page."""
        return self.charges

    def _charge(self, line: Record) -> str:
        text = line["description"]
        if issuer := line.get("issuer"):
            text += f" {issuer['name']}, CNPJ {cnpj(issuer['taxId'])}"
        quantity = Decimal(line.get("quantity", 1))
        if quantity != 1:
            text += f" {number(quantity)} {line['unit']}"
        return squeeze(f"{text} {amount(Decimal(line['amount']))}")

    @cached_property
    def details(self) -> list[tuple[str, Decimal]]:
        """The rows of the details, squeezed, each with its amount."""
        groups = self.record.get("usage", {}).get("groups", [])
        return [
            (self._detail(row), Decimal(row["amount"])) for group in groups for row in group["details"]
        ]

    def _detail(self, row: Record) -> str:
        volume = ""
        if row.get("seconds"):
            minutes, seconds = divmod(int(row["seconds"]), 60)
            volume = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        elif "quantity" in row:
            volume = f"{number(Decimal(row['quantity']))} {row['unit']}"
        words = (date(row["date"]), row["time"], row["description"], row.get("number", ""), volume)
        return squeeze(" ".join(words) + amount(Decimal(row["amount"])))

    def facts(self) -> Iterator[tuple[str, str]]:
        """Everything else that has to be read in the document: its kind, and the text, squeezed."""
        for kind, text in self._facts():
            yield kind, squeeze(text)

    def _facts(self) -> Iterator[tuple[str, str]]:
        record, customer = self.record, self.record["customer"]
        address = customer["address"]
        yield "customer's name", customer["name"]
        yield "address", f"{address['line1']} {address['line2']}"
        yield "address", f"{address['postalCode']} {address['city']}/{address['region']}"
        yield "customer's number", f"Nº do cliente {customer['id']}"
        yield "tax number", masked(customer["taxId"])
        yield "bill's number", f"Fatura {record['number']}"
        yield "issued", f"Emissão {date(record['issued'])}"
        yield "period", date(record["period"]["to"])
        yield "amount due", self._headline(self.amount_due)
        if due := record.get("due"):
            yield "due date", f"Vencimento {date(due)}"
        yield from self._small_facts()
        yield from self._payment_facts()

    @staticmethod
    def _headline(due: Decimal) -> str:
        label = "Crédito a seu favor" if due < 0 else "Valor a pagar"
        return f"{label} {money(abs(due))}"

    def _small_facts(self) -> Iterator[tuple[str, str]]:
        for tax in self.record.get("taxes", []):
            base, part = amount(Decimal(tax["base"])), amount(Decimal(tax["amount"]))
            yield "taxes", f"{tax['code']} {base} {number(Decimal(tax['rate']))}% {part}"
        for document in self.record.get("fiscal", []):
            yield "fiscal documents", f"{document['number']} · série {document['series']}"
        for service in self.record.get("selfService", []):
            yield "self-service", service["title"]
        for offer in self.record.get("offers", []):
            yield "offers", f"{offer['title']} {offer['body']} {offer['cta']}"
            if "coupon" in offer:
                yield "offers", f"Cupom {offer['coupon']}"
        for notice in self.record.get("notices", []) + self.record.get("messages", []):
            yield "notices", notice["text"]

    def _payment_facts(self) -> Iterator[tuple[str, str]]:
        if pix := self.payment("pix"):
            yield "Pix, copy and paste", pix["payload"]
        for scheme in ("arrecadacao", "boleto"):
            if slip := self.payment(scheme):
                yield "digits of bar codes", slip["digits"]
        if debit := self.payment("autoDebit"):
            yield "automatic debit", f"{debit['text']} {debit['bank']['code']} {debit['bank']['name']}"
            yield "automatic debit", debit["identifier"]
