"""What an electricity bill has to show, and what must be true of its figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Iterator

from .bill import Bill, Record, amount, cnpj, date, masked, money, number, squeeze

CENT = Decimal("0.01")


class EnergyBill(Bill):
    """A record of an electric utility."""

    @property
    def title(self) -> str:
        return f"Conta de luz {self.record['number']} – {self.record['customer']['name']}"

    @property
    def qr_codes(self) -> set[str]:
        return super().qr_codes | {document["qrText"] for document in self.record["fiscal"]}

    @property
    def code_texts(self) -> list[str]:
        return [*super().code_texts, *(document["accessKey"] for document in self.record["fiscal"])]

    @cached_property
    def charges(self) -> list[str]:
        return self._ledger(self._printed)

    @cached_property
    def portal_charges(self) -> list[str]:
        return self._ledger(self._shown)

    def _ledger(self, row: object) -> list[str]:
        groups: dict[str, list[Record]] = {}
        for line in self.record["lines"]:
            groups.setdefault(line["group"], []).append(line)
        rows = []
        for title, lines in groups.items():
            rows.append(f"{title} {amount(sum((line['amount'] for line in lines), Decimal(0)))}")
            rows += [row(line) for line in lines]
        adjustments = self.record.get("adjustments", [])
        if adjustments:
            rows.append(f"Ajustes {amount(sum((a['amount'] for a in adjustments), Decimal(0)))}")
        rows += [f"{a['reason']} {amount(a['amount'])}" for a in adjustments]
        rows.append(f"Total da conta {money(self.total)}")
        return [squeeze(row) for row in rows]

    @staticmethod
    def _printed(line: Record) -> str:
        text = line["description"]
        if "tariff" in line:
            text += f" {number(Decimal(line['quantity']))} {line['unit']}"
            text += f" {number(Decimal(line['tariff']))} {number(Decimal(line['unitPrice']), 8)}"
        if issuer := line.get("issuer"):
            text += f" {issuer['name']}, CNPJ {cnpj(issuer['taxId'])}"
        return f"{text} {amount(line['amount'])}"

    @staticmethod
    def _shown(line: Record) -> str:
        text = line["description"]
        if "tariff" in line:
            text += f" {number(Decimal(line['quantity']))} {line['unit']}"
            text += f" × {number(Decimal(line['unitPrice']), 8)}"
            text += f" · Tarifa {number(Decimal(line['tariff']))}"
        if issuer := line.get("issuer"):
            text += f" {issuer['name']}, CNPJ {cnpj(issuer['taxId'])}"
        return f"{text} {amount(line['amount'])}"

    def _facts(self) -> Iterator[tuple[str, str]]:
        record, customer = self.record, self.record["customer"]
        address = customer["address"]
        yield "customer's name", customer["name"]
        yield "address", f"{address['line1']} {address['line2']}"
        yield "address", f"{address['postalCode']} {address['city']}/{address['region']}"
        yield "supply point", f"Unidade consumidora {record['services'][0]['number']}"
        yield "customer's number", f"Nº do cliente {customer['id']}"
        yield "tax number", masked(customer["taxId"])
        yield "bill's number", f"Conta {record['number']}"
        yield "issued", f"Emissão {date(record['issued'])}"
        yield "amount due", self._headline(self.amount_due)
        if due := record.get("due"):
            yield "due date", f"Vencimento {date(due)}"
        yield from self._meter_facts()
        yield from self._small_facts()
        yield from self._payment_facts()

    def _meter_facts(self) -> Iterator[tuple[str, str]]:
        extra = self.record["extra"]
        yield "meter", self.record["services"][0]["meter"]
        for reading in self.record["services"][0]["readings"]:
            if "previous" in reading:
                yield "readings", f"{int(reading['previous']):06}"
                yield "readings", f"{int(reading['value']):06}"
            yield "measured", f"{number(Decimal(reading['measured']))} {reading['unit']}"
        yield "next reading", f"Próxima leitura: {date(extra['reading']['next'])}"
        for flag in extra["flags"]:
            if Decimal(flag["surcharge"]):
                yield "flags", f"{number(Decimal(flag['quantity']))} kWh × R$ {number(flag['surcharge'], 5)}"
        if plant := extra.get("generation"):
            yield "credits", f"Saldo de créditos = {number(Decimal(plant['after']))} kWh"
        for part in extra.get("composition", []):
            yield "composition", part["name"]
            yield "composition", amount(part["amount"])

    def _small_facts(self) -> Iterator[tuple[str, str]]:
        record = self.record
        for tax in record["taxes"]:
            base, part = amount(tax["base"]), amount(tax["amount"])
            why = tax.get("exemptionReason", "")
            rate = number(Decimal(tax["rate"]), 2)
            yield "taxes", f"{tax['code']} {why} {base} {rate}% {part}"
        for document in record["fiscal"]:
            yield "fiscal documents", f"Chave de acesso {document['accessKey']}"
            yield "fiscal documents", f"Protocolo de autorização {document['protocol']}"
        for service in record.get("selfService", []):
            yield "self-service", service["title"]
        for offer in record.get("offers", []):
            yield "offers", f"{offer['title']} {offer['body']} {offer['cta']}"
        for notice in record.get("notices", []):
            yield "notices", notice["text"]
        for point in record["usage"]["series"][0]["points"]:
            value = Decimal(point["value"])
            daily = (value / point["days"]).quantize(CENT, ROUND_HALF_UP)
            yield "history", f"{point['days']} {number(value)} {number(daily, 2)}"
        for bill in record["history"]:
            yield "history", amount(bill["total"])
