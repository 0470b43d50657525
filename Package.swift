// swift-tools-version: 6.2
import PackageDescription

// One row a module, its dependencies behind it: the arrows of docs/explanation/ARCHITECTURE.md.
// `scripts/lint` builds with `--explicit-target-dependency-import-check error`, so an import that
// is not declared here does not compile.
let package = Package(
  name: "tradewatch",
  products: [
    .executable(name: "tradewatch", targets: ["tradewatch"]),
    .executable(name: "tradewatch-bench", targets: ["tradewatch-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CProcessor"),
    .target(name: "Workers"),
    .target(name: "Commerce"),
    .target(name: "Statistics", dependencies: ["CProcessor", "Workers"]),
    .target(name: "Canvas"),
    .target(name: "Library", dependencies: ["Commerce", "Statistics", "Workers", "CProcessor"]),
    .target(
      name: "Authenticity", dependencies: ["Commerce", "Statistics", "Library", "Workers"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "Ingestion",
      dependencies: [
        "Commerce", "Statistics", "Workers", "CProcessor", "CZlib", "CZstd", "CLibXML2",
      ]),
    .target(name: "Generation", dependencies: ["Commerce"]),
    .target(name: "Fuzzing", dependencies: ["Commerce", "Ingestion", "Workers"]),
    .target(
      name: "Loading",
      dependencies: ["Commerce", "Library", "Authenticity", "Ingestion", "Workers", "CProcessor"]),
    .target(
      name: "Screens",
      dependencies: ["Commerce", "Statistics", "Library", "Authenticity", "Canvas"]),
    .systemLibrary(name: "CNCurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNCurses"]),
    .executableTarget(
      name: "tradewatch",
      dependencies: [
        "Commerce", "Statistics", "Library", "Authenticity", "Ingestion", "Generation", "Loading",
        "Canvas", "Screens", "Terminal", "Workers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      resources: [.embedInCode("Panels/panels.toml")]),
    .executableTarget(
      name: "tradewatch-bench",
      dependencies: [
        "Commerce", "Statistics", "Library", "Ingestion", "Loading", "Workers",
      ]),
    .executableTarget(name: "tradewatch-fuzz", dependencies: ["Fuzzing"]),
    .target(name: "TestSupport", dependencies: ["Commerce", "Canvas"], path: "Tests/TestSupport"),
    .testTarget(name: "WorkersTests", dependencies: ["Workers"]),
    .testTarget(name: "CommerceTests", dependencies: ["Commerce", "TestSupport"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "CProcessor"]),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["Ingestion", "Commerce", "CProcessor", "Workers", "Fuzzing", "TestSupport"]),
    .testTarget(
      name: "LibraryTests", dependencies: ["Library", "Commerce", "Statistics", "Workers"]),
    .testTarget(
      name: "AuthenticityTests",
      dependencies: [
        "Authenticity", "Library", "Commerce", "Ingestion", "Generation", "Workers",
      ]
    ),
    .testTarget(
      name: "GenerationTests",
      dependencies: ["Generation", "Commerce", "Ingestion", "Library", "Authenticity"]),
    .testTarget(
      name: "LoadingTests", dependencies: ["Loading", "Commerce", "Ingestion", "Library"]),
    .testTarget(
      name: "CanvasTests", dependencies: ["Canvas", "TestSupport"], exclude: ["Golden"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    .testTarget(
      name: "ScreensTests",
      dependencies: [
        "Screens", "Commerce", "Library", "Canvas", "TestSupport",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "tradewatch", "Commerce", "Ingestion", "Library", "Screens", "TestSupport",
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["tradewatch", "TestSupport"],
      exclude: ["Oracle"]),
  ],
  swiftLanguageModes: [.v6]
)

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}
