"""Records of any sector, each as the kind of bill it is."""

from __future__ import annotations

import json
from decimal import Decimal

from .bill import Bill
from .energy import EnergyBill


def read(line: str) -> Bill:
    """A bill of one line of the cycle; numbers stay exact."""
    record = json.loads(line, parse_float=Decimal)
    return EnergyBill(record) if "supply" in record.get("extra", {}) else Bill(record)
