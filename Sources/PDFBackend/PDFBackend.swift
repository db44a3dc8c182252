// PDFBackend
