internal import LifeboatPolicy

/// Policies that are right.
enum Samples {
    /// Everything this version carries out.
    static let full = """
        version: 1
        name: prod
        sources:
          - name: my_yolo_train
            path: ${DATA}/../ssd/./my_yolo_train/
            layout: ultralytics
            exclude: ["*.cache", 'wandb/**']
          - { name: notes, path: ~/notes }
          - { name: rel, path: runs }
          - { name: odd, path: '/mnt/a "b" $$ ü/#x: y' }
        environment: { python: /opt/venv, dataset: [/data/coco.yaml, ~/d] }
        tiers:
          - { name: disk, kind: directory, path: /mnt/data/vault, medium: ssd,
              location: "rack 12", account: 0123 }
          - name: nas   # a comment with *stars &and ampersands
            kind: directory
            path: /mnt/nas/vault
            retention: { keepLast: 5, expireAfter: 1500ms }
          - { name: usb, kind: directory, path: /mnt/usb, from: disk, packs: false }
        objectives:
          disk: { rpo: 10m, rto: 1.5h }
          usb: { rpo: 2w, lag: 90s }
        drills:
          - { tier: disk, every: 1d, depth: structure, sample: { newest: 1, best: 1, random: 3 } }
          - { tier: nas, every: 7d, depth: bytes, sample: all, coverEvery: 30d }
          - { tier: usb, every: 30d }
        retention:
          { keepLast: 10, keepBest: false, keepDaily: 14, keepWeekly: 8, expireAfter: 365d, gcGrace: 3d }
        evidence:
          key: "command:vault read -field=key 'secret/a b' \\"it's\\""
          trust: ["ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
          to: [nas, usb]

        """

    /// What the language has beyond that.
    static let complete = """
        version: 1
        name: all
        sources: [{ name: runs, path: /mnt/ssd/runs, layout: dcp }]
        environment: { wheelhouse: /opt/wheels }
        tiers:
          - { name: disk, kind: directory, path: /mnt/data/vault }
          - { name: snap, kind: snapshot, driver: zfs, of: disk }
          - { name: s3, kind: s3, url: s3://my-yolo-backup/vault, region: us-east-1, storageClass: STANDARD,
              encryption: { sse: aws:kms, key: alias/train }, profile: backup, bandwidth: 50MB/s }
          - { name: minio, kind: s3, url: s3://bucket, endpoint: "https://minio.local:9000", from: disk,
              credentials:
                { accessKeyId: env:K, secretAccessKey: file:~/s, sessionToken: "command:get token" },
              addressing: virtual, certificates: ~/ca.pem, lock: { mode: compliance, for: 36h },
              encryption: { sse: SSE-C, customerKey: file:~/key } }
          - { name: cold, kind: s3, url: s3://my-yolo-archive/packs, packs: true, storageClass: GLACIER }
        drills:
          - { tier: s3, every: 1d, depth: resume, sample: { confidence: 0.95, defectRate: 0.01 } }
        retention: { archiveAfter: 30d, expireAfter: 365d }
        notify:
          - { kind: dingtalk, url: env:DING_URL, secret: env:DING_SECRET, on: [failure] }
          - { kind: webhook, url: "file:/etc/hook url" }

        """
}
