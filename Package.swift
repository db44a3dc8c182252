// swift-tools-version: 6.2
import Foundation
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

/// Targets of `scripts/fuzz`, which alone builds them.
let fuzzers: [Target] =
    ProcessInfo.processInfo.environment["FATURA_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "FuzzTemplates",
            dependencies: [
                "Primitives", "Records", "DocumentModel", "Packs", "Expansion",
                "TemplateCompiler", "FuzzInputs",
            ],
            path: "Tests/FuzzTemplates", swiftSettings: swift)
    ]

let package = Package(
    name: "fatura",
    products: [.executable(name: "fatura", targets: ["fatura"])],
    targets: [
        // C libraries of the distribution: a module map and a shim each, one importer each.
        .systemLibrary(name: "CChild"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CDeflate"),
        .systemLibrary(name: "CGnuTLS"),
        .systemLibrary(name: "CHarfBuzz"),
        .systemLibrary(name: "CHaru"),
        .systemLibrary(name: "CHyphen"),
        .systemLibrary(name: "CMicroHTTPD"),
        .systemLibrary(name: "CPNG"),
        .systemLibrary(name: "CQREncode"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CZint"),
        .systemLibrary(name: "CZlib"),
        .target(name: "CISAL", linkerSettings: [.linkedLibrary("isal")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

        // The rooms, in reading order.
        room("Primitives"),
        room("Records", ["Primitives", "CSimdjson", "CZlib"]),
        room("Payments", ["Primitives"]),
        room("PaymentDesk", ["Primitives", "Records", "Payments"]),
        room("Symbology", ["Primitives", "CZint"]),
        room("DocumentModel", ["Primitives"]),
        room("Calendars", ["Primitives"]),
        room("Expressions", ["Primitives", "Records", "Payments", "Calendars"]),
        room("Fonts", ["Primitives", "Compression", "CHarfBuzz"]),
        room("Images", ["Primitives", "Compression", "CPNG"]),
        room("Compression", ["Primitives", "CDeflate", "CGnuTLS", "CISAL"]),
        room("PaymentBlocks", ["Primitives"]),
        room("Vocabulary", ["Primitives", "DocumentModel", "Calendars", "PaymentBlocks"]),
        room("Markup", ["Primitives", "Expressions", "Vocabulary"]),
        room("StyleSheets", ["Primitives", "DocumentModel", "Expressions", "Vocabulary"]),
        room(
            "Drawings", ["Primitives", "DocumentModel", "Expressions", "Markup", "StyleSheets"]),
        room(
            "Packs",
            ["Primitives", "Records", "Calendars", "Expressions", "Vocabulary", "Markup"]),
        room(
            "Expansion",
            [
                "Primitives", "Records", "Payments", "PaymentDesk", "Symbology", "DocumentModel",
                "Expressions",
            ]),
        room(
            "TemplateCompiler",
            [
                "Primitives", "Records", "DocumentModel", "Expressions", "Images", "Vocabulary",
                "PaymentBlocks", "Markup", "StyleSheets", "Drawings", "Packs", "Expansion",
            ]),
        room("TextShaping", ["Primitives", "Compression", "DocumentModel", "Fonts", "CHyphen"]),
        room("PageLayout", ["Primitives", "DocumentModel", "Fonts", "TextShaping"]),
        room("Haru", ["Primitives", "CHaru"]),
        room(
            "PDFBackend",
            [
                "Primitives", "Compression", "DocumentModel", "Fonts", "Images", "TextShaping",
                "PageLayout", "Haru",
            ]),
        room("HTMLBackend", ["Primitives", "DocumentModel", "Images"]),
        room(
            "Rules",
            ["Primitives", "Records", "Expressions", "Vocabulary", "Markup", "Packs"]),
        room("Samples", ["Primitives", "Payments"]),
        room(
            "Proof",
            [
                "Primitives", "Records", "Payments", "DocumentModel", "Expressions", "Compression",
                "Fonts", "PageLayout", "CChild",
            ]),
        room(
            "Rendering",
            [
                "Primitives", "Records", "PaymentDesk", "Packs", "Rules", "Expansion",
                "TemplateCompiler",
                "DocumentModel", "Compression", "Fonts", "TextShaping",
                "PageLayout", "Haru", "PDFBackend", "HTMLBackend", "Proof", "Images", "Symbology",
            ]),
        room("RunFolders", ["Primitives", "Compression", "CGnuTLS", "CSQLite"]),
        room("Prints", ["Primitives", "Records", "Compression", "Symbology", "RunFolders"]),
        room(
            "BatchEngine",
            [
                "Primitives", "Records", "Compression", "PaymentDesk", "Rules", "Expansion",
                "Rendering",
                "RunFolders", "Prints",
            ]),
        room("Delivery", ["Primitives", "Compression", "RunFolders", "BatchEngine", "CCurl"]),
        room("HTTPService", ["Primitives", "CMicroHTTPD"]),
        room(
            "Workbench",
            ["Primitives", "Records", "Packs", "Expansion", "Rendering"]),
        .executableTarget(
            name: "fatura",
            dependencies: [
                "Primitives", "Records", "PaymentDesk", "Rendering", "RunFolders", "Prints",
                "BatchEngine", "Delivery", "HTTPService", "Samples", "Packs", "Expansion", "Proof",
                "Workbench",
            ],
            swiftSettings: swift),

        // Measured, not shipped: see benchmarks/README.md.
        .target(
            name: "CMeter", path: "benchmarks/CMeter",
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("gnutls")]),
        .executableTarget(
            name: "meter",
            dependencies: [
                "Primitives", "Records", "PaymentDesk", "Rules", "Symbology", "Expansion",
                "DocumentModel", "Compression", "PageLayout", "PDFBackend", "Rendering", "CMeter",
                "CQREncode",
            ],
            path: "benchmarks/Meter", swiftSettings: swift),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Primitives"], path: "Tests/TestSupport",
            swiftSettings: swift),
        tests("Primitives"),
        tests("DocumentModel", ["Primitives"]),
        tests("TextShaping", ["DocumentModel", "Fonts", "Primitives"], exclude: ["Fixtures"]),
        tests("PageLayout", ["DocumentModel", "Fonts", "TextShaping"]),
        tests("Symbology", ["CQREncode"]),
        tests("Haru"),
        tests("Images", ["Compression"]),
        tests("PDFBackend", ["Compression", "DocumentModel", "Fonts", "Images", "PageLayout"]),
        tests("Compression"),
        tests("Fonts", ["CHarfBuzz", "Compression"]),
        tests("Payments", exclude: ["Fixtures"]),
        tests("PaymentDesk", ["Primitives", "Records", "Payments"]),
        tests("Rules", ["Primitives", "Records", "Expressions", "Packs", "Samples"]),
        tests("Samples", ["Payments"]),
        tests("Records", ["Primitives", "CZlib"]),
        tests("HTMLBackend", ["Primitives", "DocumentModel"]),
        tests(
            "Proof",
            [
                "Primitives", "Records", "Samples", "DocumentModel", "Expressions", "Compression",
                "PageLayout", "Rendering",
            ]),
        tests("Rendering", ["Primitives", "Samples", "Expansion", "TemplateCompiler"]),
        tests("RunFolders", ["Primitives", "Compression"]),
        tests("Prints", ["Primitives", "Compression", "RunFolders"]),
        tests(
            "BatchEngine",
            ["Primitives", "Records", "Samples", "Rendering", "RunFolders", "Prints"]),
        tests("Delivery", ["Primitives", "Compression", "RunFolders", "BatchEngine"]),
        tests("HTTPService", ["Primitives"]),
        tests("Workbench", ["Primitives", "Expressions", "TemplateCompiler"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["fatura", "TestSupport"], exclude: ["Packs"],
            swiftSettings: swift),
        tests("Calendars", ["Primitives"]),
        tests("Expressions", ["Primitives", "Records", "Calendars"]),
        tests("Expansion", ["Primitives"]),
        tests(
            "PaymentBlocks", ["Primitives", "Expressions", "Vocabulary", "Markup", "StyleSheets"]),
        tests("Markup", ["Primitives", "Expressions"]),
        tests("StyleSheets", ["Primitives", "DocumentModel", "Expressions"]),
        tests("Drawings", ["Primitives", "DocumentModel"]),
        tests("Packs", ["Primitives", "Expressions"]),
        .target(name: "FuzzInputs", path: "Tests/FuzzInputs", swiftSettings: swift),
        tests(
            "TemplateCompiler",
            [
                "Primitives", "Records", "DocumentModel", "Expressions", "Images", "Symbology",
                "Vocabulary", "PaymentBlocks", "Markup", "StyleSheets", "Packs", "Expansion",
                "FuzzInputs",
            ], exclude: ["Fixtures"]),
    ] + fuzzers,
    cxxLanguageStandard: .cxx17
)
