print("fatura")
