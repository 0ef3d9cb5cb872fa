/// Names that run code, reach the network or the file system, or load further pickles.
enum BlockedImports {
    /// Whole modules with everything below them.
    static let modules: Set<String> = [
        "_aix_support", "_osx_support", "_pickle", "_posixsubprocess", "_pyrepl", "_thread", "aiohttp",
        "asyncio",
        "bdb", "cProfile", "cloudpickle", "code", "codeop", "commands", "concurrent", "cpickle", "ctypes",
        "dill",
        "distutils", "doctest", "ensurepip", "fileinput", "ftplib", "gc", "http", "httplib", "idlelib",
        "imaplib",
        "imp", "importlib", "inspect", "joblib", "lib2to3", "linecache", "marshal", "multiprocessing", "nt",
        "ntpath",
        "numpy.distutils", "numpy.f2py", "numpy.testing", "os", "paramiko", "pdb", "pickle", "pip",
        "pkg_resources",
        "pkgutil", "platform", "popen2", "poplib", "posix", "posixpath", "profile", "pty", "pydoc",
        "requests",
        "runpy", "setuptools", "shelve", "shutil", "site", "smtplib", "socket", "socketserver", "ssl",
        "subprocess",
        "sys", "telnetlib", "tempfile", "test", "threading", "timeit", "torch._dynamo", "torch._inductor",
        "torch.hub",
        "torch.jit.unsupported_tensor_ops", "torch.package", "torch.utils._config_module",
        "torch.utils.bottleneck",
        "torch.utils.collect_env", "torch.utils.cpp_extension", "torch.utils.data.datapipes.utils.decoder",
        "trace",
        "ultralytics.utils.checks", "ultralytics.utils.downloads", "urllib", "urllib2", "urllib3", "uuid",
        "venv",
        "webbrowser", "xmlrpc", "zipimport",
    ]

    private static let builtins: Set<String> = [
        "__import__", "apply", "breakpoint", "compile", "delattr", "eval", "exec", "execfile", "file",
        "filter",
        "getattr", "globals", "input", "locals", "map", "open", "reduce", "reload", "setattr", "vars",
    ]
    private static let operators: Set<String> = ["attrgetter", "call", "itemgetter", "methodcaller"]

    /// By module.
    static let names: [String: Set<String>] = [
        "__builtin__": builtins,
        "__builtins__": builtins,
        "builtins": builtins,
        "_io": ["FileIO", "open", "open_code"],
        "io": ["FileIO", "open", "open_code"],
        "_operator": operators,
        "operator": operators,
        "functools": ["partial", "partialmethod", "reduce"],
        "logging": ["FileHandler"],
        "logging.config": ["dictConfig", "fileConfig", "listen"],
        "numpy": ["fromfile", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt"],
        "torch": ["compile", "load", "save"],
        "torch.fx.experimental.symbolic_shapes": ["ShapeEnv"],
        "torch.jit": ["load"],
        "torch.serialization": ["load", "save"],
        "torch.storage": ["_load_from_bytes"],
        "types": ["CodeType", "FunctionType", "LambdaType", "MethodType"],
        "ultralytics.nn.tasks": [
            "attempt_load_weights", "load_checkpoint", "parse_model", "torch_safe_load",
        ],
    ]
}
