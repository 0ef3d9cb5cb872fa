// swift-tools-version: 6.2
import PackageDescription

/// `make` sets it: then a warning is an error.
let isStrict = Context.environment["LIFEBOAT_STRICT"] == "1"

/// One set of language rules for every target: Swift 6, explicit existentials, imports that stay internal.
let strict: [SwiftSetting] =
    (isStrict ? [.treatAllWarnings(as: .error)] : []) + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]

/// A library layer. Layers import downwards only; `make check` builds with the import check on.
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one layer, with the strict and faulty stand-ins of `LifeboatTestSupport`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.target(name: name), "LifeboatTestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "lifeboat",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "lifeboat", targets: ["lifeboat"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "CChecksum"),
        .target(name: "CPlatform"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        layer("LifeboatCore", [crypto]),
        layer("LifeboatFiles", ["LifeboatCore", "CPlatform"]),
        layer("LifeboatHTTP", ["LifeboatCore", "LifeboatFiles", "CCurl"]),
        layer("LifeboatAWS", ["LifeboatCore", "LifeboatFiles", "LifeboatHTTP", "CExpat", crypto]),
        layer("LifeboatCheckpoint", ["LifeboatCore", "CChecksum", "CZlib"]),
        layer("LifeboatTiers", ["LifeboatCore", "LifeboatFiles", "LifeboatHTTP", "LifeboatAWS"]),
        layer("LifeboatPolicy", ["LifeboatCore", yams]),
        layer("LifeboatLedger", ["LifeboatCore", "LifeboatFiles", "LifeboatTiers", crypto]),
        layer("LifeboatVault", ["LifeboatCore", "LifeboatFiles", "LifeboatTiers"]),
        layer(
            "LifeboatRecovery",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatCheckpoint", "LifeboatVault",
                "LifeboatPolicy", "LifeboatLedger", "LifeboatHTTP", "LifeboatAWS",
            ]
        ),
        layer(
            "LifeboatDrill",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatCheckpoint", "LifeboatVault",
                "LifeboatPolicy", "LifeboatRecovery",
            ]
        ),
        layer(
            "LifeboatPlan",
            ["LifeboatCore", "LifeboatCheckpoint", "LifeboatVault", "LifeboatPolicy", "LifeboatRecovery"]
        ),
        layer(
            "LifeboatReport",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatVault", "LifeboatPolicy",
                "LifeboatLedger", "LifeboatRecovery",
            ]
        ),
        layer(
            "LifeboatCommands",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatCheckpoint", "LifeboatVault",
                "LifeboatPolicy", "LifeboatLedger", "LifeboatRecovery", "LifeboatDrill", "LifeboatPlan",
                "LifeboatReport", arguments,
            ]
        ),
        .executableTarget(name: "lifeboat", dependencies: ["LifeboatCommands"], swiftSettings: strict),

        .target(
            name: "LifeboatTestSupport",
            dependencies: [
                "LifeboatCore", "LifeboatFiles", "LifeboatHTTP", "LifeboatAWS", "LifeboatTiers", "CPlatform",
            ],
            path: "Tests/LifeboatTestSupport",
            swiftSettings: strict
        ),
        tests("LifeboatCore"),
        tests("LifeboatFiles", ["LifeboatCore", "CPlatform"]),
        tests("LifeboatHTTP", ["LifeboatCore", "LifeboatFiles"]),
        tests("LifeboatAWS", ["LifeboatCore", "LifeboatFiles", "LifeboatHTTP"]),
        tests("LifeboatCheckpoint", ["LifeboatCore", "LifeboatFiles", "CZlib"]),
        tests("LifeboatTiers", ["LifeboatCore", "LifeboatFiles", "LifeboatHTTP", "LifeboatAWS"]),
        tests("LifeboatPolicy", ["LifeboatCore", "LifeboatFiles"], exclude: ["Goldens"]),
        tests("LifeboatLedger", ["LifeboatCore", "LifeboatFiles", "LifeboatTiers"]),
        tests("LifeboatVault", ["LifeboatCore", "LifeboatFiles", "LifeboatTiers"], exclude: ["Goldens"]),
        tests(
            "LifeboatRecovery",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatCheckpoint", "LifeboatVault",
                "LifeboatPolicy", "LifeboatLedger",
            ]
        ),
        tests(
            "LifeboatDrill",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatVault", "LifeboatPolicy",
                "LifeboatRecovery", "lifeboat",
            ]
        ),
        tests(
            "LifeboatPlan",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatVault", "LifeboatPolicy",
                "LifeboatRecovery",
            ],
            exclude: ["Goldens"]
        ),
        tests(
            "LifeboatReport",
            [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatVault", "LifeboatPolicy",
                "LifeboatLedger", "LifeboatRecovery",
            ],
            exclude: ["Goldens"]
        ),
        tests(
            "LifeboatCommands",
            ["LifeboatCore", "LifeboatFiles", "LifeboatRecovery"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "LifeboatCore", "LifeboatFiles", "LifeboatTiers", "LifeboatCheckpoint", "LifeboatVault",
                "LifeboatPolicy", "LifeboatRecovery", "LifeboatTestSupport", "CZlib",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TestSupportTests",
            dependencies: ["LifeboatCore", "LifeboatFiles", "LifeboatTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HygieneTests",
            dependencies: ["LifeboatCore", "LifeboatFiles"],
            swiftSettings: strict
        ),
    ]
)
