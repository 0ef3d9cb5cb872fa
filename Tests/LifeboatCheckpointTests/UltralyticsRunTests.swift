import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Ultralytics run directories")
struct UltralyticsRunTests {
    @Test func layout() {
        #expect(UltralyticsRun.isRun(["args.yaml", "weights/last.pt"].map { FileName($0) }))
        #expect(UltralyticsRun.isRun(["results.csv", "weights/epoch3.pt", "args.yaml"].map { FileName($0) }))
        #expect(!UltralyticsRun.isRun(["args.yaml", "weights"].map { FileName($0) }))
        #expect(!UltralyticsRun.isRun(["weights/last.pt"].map { FileName($0) }))
        #expect(!UltralyticsRun.isRun(["exp/args.yaml", "exp/weights/last.pt"].map { FileName($0) }))
    }

    @Test func checkpointNames() {
        #expect(UltralyticsRun.epochNumber(FileName("weights/epoch0.pt")) == 0)
        #expect(UltralyticsRun.epochNumber(FileName("weights/epoch120.pt")) == 120)
        for name in [
            "weights/epoch.pt", "weights/epoch-1.pt", "epoch1.pt", "weights/epoch1.pt.bak",
            "weights/epoch١.pt",
        ] {
            #expect(UltralyticsRun.epochNumber(FileName(name)) == nil, "\(name)")
        }
        #expect(UltralyticsRun.isCheckpoint(FileName("weights/last.pt")))
        #expect(UltralyticsRun.isCheckpoint(FileName("weights/epoch4.pt")))
        #expect(!UltralyticsRun.isCheckpoint(FileName("weights/other.pt")))
    }

    @Test func argumentsOfARealRun() throws {
        let arguments = UltralyticsRun.arguments(yaml: try Fixture.bytes("live/args.yaml"))
        #expect(arguments["task"] == "detect")
        #expect(arguments["epochs"] == 8)
        #expect(arguments["imgsz"] == 64)
        #expect(arguments["pretrained"] == true)
        #expect(arguments["time"] == .null)
        #expect(arguments["data"] == "/mnt/ssd/datasets/shapes/data.yaml")
        #expect(arguments["save_dir"] == "/mnt/ssd/my_yolo_train/exp1")
        // The checkpoint of the same run says the same.
        let recorded = try Fixture.inspect("live/weights/last.pt").trainArgs
        for (key, value) in recorded { #expect(arguments[key] == value, "\(key)") }
        #expect(recorded.count > 90)
    }

    @Test func formsOfYAML() {
        let text = """
            # comment
            plain: a b # comment
            quoted: 'it''s: # fine'
            double: "x y"
            escaped: "a\\tb"
            small: 1e-05
            negative: -3
            hex: 0x10
            empty:
            list:
            - 1
            map:
              epochs: 9
            flow: [1, 2]
            url: https://me:secret@host/x
            long: one
              two
            windows: true\r
            nan: nan
            version: 1.2.3
            """
        let values = UltralyticsRun.arguments(yaml: Array(text.utf8))
        #expect(
            values == [
                "plain": "a b", "quoted": "it's: # fine", "double": "x y", "small": .double(1e-05),
                "negative": -3,
                "hex": "0x10", "empty": .null, "url": "https://***@host/x", "long": "one two",
                "windows": true, "nan": "nan", "version": "1.2.3",
            ]
        )
    }
}
