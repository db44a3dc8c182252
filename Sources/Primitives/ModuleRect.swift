/// One rectangle of dark modules of a symbol; units are modules, origin top left, quiet zone left out.
public struct ModuleRect: BitwiseCopyable, Sendable, Hashable {
    /// Columns from the left.
    public var x: Int16
    /// Rows from the top.
    public var y: Int16
    /// Columns covered.
    public var width: Int16
    /// Rows covered.
    public var height: Int16

    /// A rectangle of dark modules.
    @inlinable
    public init(x: Int16, y: Int16, width: Int16, height: Int16) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
