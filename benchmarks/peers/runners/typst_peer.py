#!/usr/bin/env python3
"""Typst through its Python package: one compiler, the bill as JSON among its inputs, no tags."""

import json

import bill
import measure
import typst

if __name__ == "__main__":
    template = str(bill.HERE / "templates" / "invoice.typ")
    fonts = {"font_paths": [bill.FONT_DIR], "ignore_system_fonts": True}
    compiler = typst.Compiler(template, root=str(bill.HERE), **fonts)

    def render(inv):
        data = {"data": json.dumps(inv)}
        return compiler.compile(format="pdf", pdf_tags=False, sys_inputs=data)

    measure.run("typst", typst.__version__, render)
