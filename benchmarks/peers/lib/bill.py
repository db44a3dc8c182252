"""What the peers in Python share: files, Brazilian formatting, patterns of the codes."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LOGO = str(HERE / "assets" / "logo.png")
FONT_DIR = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF"
REGULAR = FONT_DIR + "/Roboto-Regular.ttf"
BOLD = FONT_DIR + "/Roboto-Bold.ttf"

ROWS = 51  # detail rows a page

ITF = ("nnwwn wnnnw nwnnw wwnnn nnwnw wnwnn nwwnn nnnww wnnwn nwnwn").split()


def brl(cents: int) -> str:
    """1234567 -> 12.345,67"""
    sign = "-" if cents < 0 else ""
    whole, fraction = divmod(abs(cents), 100)
    return "%s%s,%02d" % (sign, format(whole, ",").replace(",", "."), fraction)


def dmy(iso: str) -> str:
    return iso[8:10] + "/" + iso[5:7] + "/" + iso[0:4]


def hms(seconds: int) -> str:
    return "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)


def extent(detail: dict) -> str:
    """The duration or volume of a detail row."""
    return hms(detail["dur"]) if "dur" in detail else detail["volume"]


def rate(points: int) -> str:
    """Hundredths of a percent: 65 -> 0,65%"""
    return "%d,%02d%%" % divmod(points, 100)


def gb(mb: int) -> str:
    return "%d,%d" % (mb // 1000, mb % 1000 // 100)


def itf_bars(digits: str) -> tuple[list[tuple[int, int]], int]:
    """Interleaved 2 of 5, wide to narrow 3 to 1, in modules: (x, width) of each bar; the total."""
    widths = [1, 1, 1, 1]
    for i in range(0, len(digits), 2):
        for bar, space in zip(ITF[int(digits[i])], ITF[int(digits[i + 1])]):
            widths.append(3 if bar == "w" else 1)
            widths.append(3 if space == "w" else 1)
    widths += [3, 1, 1]
    bars, x = [], 0
    for i, width in enumerate(widths):
        if i % 2 == 0:
            bars.append((x, width))
        x += width
    return bars, x


def qr_runs(rows: list[str]) -> list[tuple[int, int, int]]:
    """(x, y, length) of each horizontal run of dark modules."""
    runs = []
    for y, row in enumerate(rows):
        x = row.find("1")
        while x >= 0:
            end = row.find("0", x)
            if end < 0:
                end = len(row)
            runs.append((x, y, end - x))
            x = row.find("1", end)
    return runs


def chart_step(usage: list[dict]) -> int:
    """The round step in GB of the chart's four grid lines, the fourth above all values."""
    top = max(month["mb"] for month in usage) / 1000
    return next(step for step in (1, 2, 5, 10, 15, 20, 25, 50, 100, 250) if step * 4 >= top)
