/// Sine and cosine of an angle, the same bits on every machine.
///
/// Exact at multiples of 90 degrees; elsewhere a series within ±45 degrees whose error is below 10⁻¹⁵. The
/// functions of C libraries differ in their last bit from one version to the next.
///
/// - Parameter degrees: finite; counted from the x axis towards the y axis.
/// - Returns: both, within −1...1.
/// - Complexity: about thirty multiplications.
public func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    let quarter = (turn / 90).rounded()
    let angle = (turn - quarter * 90) * Double.pi / 180
    let square = angle * angle
    // Taylor's series from the smallest term on: x¹⁷/17! is 10⁻¹⁶ of x at 45 degrees.
    var (sine, cosine) = (1.0, 1.0)
    for term in stride(from: 16.0, through: 2, by: -2) {
        sine = 1 - sine * square / (term * (term + 1))
        cosine = 1 - cosine * square / (term * (term - 1))
    }
    sine *= angle
    switch (Int(quarter) % 4 + 4) % 4 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
}
