/// Measures below which codes to pay by cannot be relied on, in millimetres.
///
/// A telephone's camera reads modules of 0.33 mm (13 mil, the X dimension of retail) off any printer; a
/// boleto's bars are 103 mm in 405 modules, 0.2543 mm.
package enum PaymentMeasures {
    /// Least width of a module of a QR code.
    package static let leastModule = 0.33
    /// Width of a module to which QR codes grow: what Pix recommends.
    package static let wantedModule = 0.375
    /// Least width of a narrow bar.
    package static let leastBar = 0.25
    /// Narrow bars in the width of 44 digits, the wide ones being three of them: a boleto's.
    package static let modulesOfBars = 405
    /// Least height of the bars of a payment slip: a boleto's (Banco do Brasil, Doc5175), which slips of
    /// arrecadação keep too.
    package static let heightOfSlip = 13.0
    /// Clear at the left and right of bars (FEBRABAN, layout of arrecadação, version 7).
    package static let barsQuietZone = 5.0
}
