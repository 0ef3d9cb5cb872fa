/// Names that build data and nothing else: those that PyTorch itself loads with `weights_only=True`, numpy
/// scalars, paths and plain namespaces.
enum AllowedImports {
    private static let builtins: Set<String> = [
        "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object",
        "range", "set",
        "slice", "str", "tuple",
    ]
    private static let paths: Set<String> = [
        "Path", "PosixPath", "PurePath", "PurePosixPath", "PureWindowsPath", "WindowsPath",
    ]
    private static let numpyCore: Set<String> = ["scalar", "_reconstruct"]

    /// By module.
    static let names: [String: Set<String>] = [
        "__builtin__": builtins,
        "builtins": builtins,
        "_codecs": ["encode"],
        "argparse": ["Namespace"],
        "collections": ["Counter", "OrderedDict", "defaultdict"],
        "datetime": ["date", "datetime", "time", "timedelta", "timezone"],
        "numpy": ["dtype", "ndarray"],
        "numpy.core.multiarray": numpyCore,
        "numpy._core.multiarray": numpyCore,
        "pathlib": paths,
        "pathlib._local": paths,
        "torch": torch,
        "torch._tensor": ["_rebuild_from_type_v2"],
        "torch._utils": rebuilders,
        "torch.nn.parameter": ["Buffer", "Parameter", "UninitializedBuffer", "UninitializedParameter"],
        "torch.serialization": ["_get_layout"],
        "torch.storage": ["TypedStorage", "UntypedStorage"],
        "torchvision.transforms.functional": ["InterpolationMode"],
        "types": ["SimpleNamespace"],
        "ultralytics.utils": ["IterableSimpleNamespace"],
        "ultralytics.yolo.utils": ["IterableSimpleNamespace"],
    ]

    /// Modules whose classes are allowed as bare objects.
    static let classModules = [
        "torch.nn.modules", "torchvision.transforms", "ultralytics.nn", "ultralytics.utils.loss",
        "ultralytics.utils.tal", "ultralytics.yolo.utils.loss", "ultralytics.yolo.utils.tal",
    ]

    private static let rebuilders: Set<String> = [
        "_rebuild_device_tensor_from_cpu_tensor", "_rebuild_device_tensor_from_numpy",
        "_rebuild_meta_tensor_no_storage", "_rebuild_parameter", "_rebuild_parameter_with_state",
        "_rebuild_qtensor",
        "_rebuild_sparse_tensor", "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3",
        "_rebuild_wrapper_subclass",
    ]

    private static let torch: Set<String> = [
        "Size", "Tensor", "bfloat16", "bits16", "bits1x8", "bits2x4", "bits4x2", "bits8", "bool",
        "complex128",
        "complex32", "complex64", "device", "float16", "float32", "float4_e2m1fn_x2", "float64",
        "float8_e4m3fn",
        "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz", "float8_e8m0fnu", "int16", "int32", "int64",
        "int8",
        "per_channel_affine", "per_channel_affine_float_qparams", "per_channel_symmetric",
        "per_tensor_affine",
        "per_tensor_symmetric", "qint32", "qint8", "quint2x4", "quint4x2", "quint8", "uint16", "uint32",
        "uint64",
        "uint8",
    ]
}
