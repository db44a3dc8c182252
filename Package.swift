// swift-tools-version: 6.2
import PackageDescription

/// One set of switches for every Swift target, see CONTRIBUTING.md.
///
/// In release builds `-cross-module-optimization` lets the rooms of the hot path inline into one another, and
/// exclusive access is proved by the debug tests instead of being checked at each one.
let swift: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .unsafeFlags(
        ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
        .when(configuration: .release)),
]

/// A room: a Swift module below `Sources`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift)
}

/// The tests of a room, at `Tests/<room>Tests`.
func tests(
    _ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: room + "Tests",
        dependencies: [.init(stringLiteral: room), "TestSupport"] + dependencies,
        exclude: exclude, swiftSettings: swift)
}

let package = Package(
    name: "fatura",
    products: [.executable(name: "fatura", targets: ["fatura"])],
    targets: [
        // C libraries of the distribution: a module map and a shim each, one importer each.
        .systemLibrary(name: "CDeflate"),
        .systemLibrary(name: "CHarfBuzz"),
        .systemLibrary(name: "CHaru"),
        .systemLibrary(name: "CPNG"),
        .systemLibrary(name: "CQREncode"),
        .systemLibrary(name: "CZint"),
        .systemLibrary(name: "CZlib"),
        .target(name: "CISAL", linkerSettings: [.linkedLibrary("isal")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

        // The rooms, in reading order.
        room("Primitives"),
        room("Records", ["Primitives", "CSimdjson", "CZlib"]),
        room("Payments", ["Primitives"]),
        room("Symbology", ["Primitives", "CZint"]),
        room("DocumentModel", ["Primitives"]),
        room("Expressions", ["Primitives", "Records", "Payments"]),
        room("Fonts", ["Primitives", "Compression", "CHarfBuzz"]),
        room("Images", ["Primitives", "Compression", "CPNG"]),
        room("Compression", ["Primitives", "CDeflate", "CISAL"]),
        room(
            "TemplateCompiler",
            ["Primitives", "Records", "Symbology", "DocumentModel", "Expressions", "Images"]),
        room("PageLayout", ["Primitives", "DocumentModel", "Fonts"]),
        room("Haru", ["Primitives", "CHaru"]),
        room(
            "PDFBackend",
            ["Primitives", "Compression", "DocumentModel", "Fonts", "Images", "PageLayout", "Haru"]),
        room("HTMLBackend", ["Primitives", "DocumentModel", "Images"]),
        room("Samples", ["Primitives", "Payments"]),
        room(
            "BatchEngine",
            [
                "Primitives", "Records", "TemplateCompiler", "DocumentModel", "Compression",
                "Fonts",
                "PageLayout", "PDFBackend", "HTMLBackend",
            ]),
        .executableTarget(
            name: "fatura",
            dependencies: ["Primitives", "BatchEngine", "Samples", "TemplateCompiler"],
            swiftSettings: swift),

        // Measured, not shipped: see benchmarks/README.md.
        .target(
            name: "CMeter", path: "benchmarks/CMeter",
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("gnutls")]),
        .executableTarget(
            name: "meter",
            dependencies: [
                "Primitives", "Records", "Symbology", "TemplateCompiler", "DocumentModel",
                "Compression", "PageLayout", "PDFBackend", "BatchEngine", "CMeter",
            ],
            path: "benchmarks/Meter", swiftSettings: swift),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Primitives"], path: "Tests/TestSupport",
            swiftSettings: swift),
        tests("Primitives"),
        tests("DocumentModel", ["Primitives"]),
        tests("PageLayout", ["DocumentModel", "Fonts"]),
        tests("Symbology", ["CQREncode"]),
        tests("Haru"),
        tests("Images", ["Compression"]),
        tests("PDFBackend", ["Compression", "DocumentModel", "Fonts", "Images", "PageLayout"]),
        tests("Compression"),
        tests("Fonts", ["CHarfBuzz", "Compression"]),
        tests("Payments", exclude: ["Fixtures"]),
        tests("Samples", ["Payments"]),
        tests("Records", ["Primitives", "CZlib"]),
        tests("HTMLBackend", ["Primitives", "DocumentModel"]),
        tests("BatchEngine", ["Primitives", "Samples", "TemplateCompiler"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["fatura", "TestSupport"], swiftSettings: swift),
        tests("Expressions", ["Primitives", "Records"]),
        tests(
            "TemplateCompiler",
            ["Primitives", "Records", "DocumentModel", "Expressions", "Images", "Symbology"]),
    ],
    cxxLanguageStandard: .cxx17
)
