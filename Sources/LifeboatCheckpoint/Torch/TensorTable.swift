/// The storages and tensors that a pickle refers to.
struct TensorTable {
    /// One storage: a record of raw numbers.
    struct Storage {
        let type: String
        let elementSize: Int
        let count: Int
        /// Expected size of the record; nil when it does not fit a number.
        var bytes: Int? { Checked.product(elementSize, count) }
    }

    /// One tensor: a view of a storage.
    struct Tensor: Hashable {
        let storage: String
        let offset: Int
        let count: Int
    }

    /// How a tensor looks at its elements.
    struct View {
        let type: String
        let shape: [Int]
    }

    /// By key, as in `data/<key>`.
    private(set) var storages: [String: Storage] = [:]
    private(set) var tensors: [PickleValue.ID: Tensor] = [:]
    private(set) var views: [PickleValue.ID: View] = [:]
    /// Tensors that are parameters of a module, by the value of the parameter.
    private(set) var parameters: [PickleValue.ID: PickleValue.ID] = [:]
    private(set) var damages: [Damage] = []

    init(_ graph: PickleGraph) {
        var keys: [PickleValue.ID: String] = [:]
        for id in graph.values.indices {
            if case .persistent(let reference) = graph[id] { keys[id] = addStorage(graph, reference) }
        }
        for id in graph.values.indices {
            guard let call = graph.call(id), !call.isBare, let name = graph.name(of: call.callee),
                let arguments = graph.tuple(call.arguments)
            else { continue }
            switch name {
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2",
                "torch._utils._rebuild_tensor_v3",
                "torch._utils._rebuild_qtensor":
                addTensor(graph, id, arguments, keys, isUntyped: name.hasSuffix("v3"))
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state":
                if let tensor = arguments.first { parameters[id] = tensor }
            default: break
            }
        }
    }

    /// A reference is `('storage', class, key, location, number of elements)`; the legacy form has a sixth
    /// member.
    private mutating func addStorage(_ graph: PickleGraph, _ reference: PickleValue.ID) -> String? {
        guard let parts = graph.tuple(reference), parts.count >= 5, graph.text(parts[0]) == "storage" else {
            return nil
        }
        guard let className = graph.name(of: parts[1]), let key = graph.text(parts[2]),
            let count = graph.int(parts[4]), count >= 0
        else {
            damages.append(
                Damage("checkpoint.storage-reference", "a reference to a tensor's storage is malformed")
            )
            return nil
        }
        guard let element = StorageType.element(className) else {
            damages.append(
                Damage(
                    "checkpoint.storage-reference",
                    "the storage \(key) is of an unknown class \(className)"
                )
            )
            return nil
        }
        let storage = Storage(type: element.name, elementSize: element.size, count: count)
        if let known = storages[key], known.bytes != storage.bytes {
            damages.append(
                Damage("checkpoint.storage-reference", "the storage \(key) is referred to with two sizes")
            )
        }
        storages[key] = storage
        return key
    }

    private mutating func addTensor(
        _ graph: PickleGraph,
        _ id: PickleValue.ID,
        _ arguments: [PickleValue.ID],
        _ keys: [PickleValue.ID: String],
        isUntyped: Bool
    ) {
        guard arguments.count >= 4, let key = keys[arguments[0]], let storage = storages[key] else { return }
        let type = isUntyped && arguments.count >= 7 ? graph.name(of: arguments[6]) : nil
        let elementSize = type.map(StorageType.elementSize(ofType:)) ?? storage.elementSize
        guard let offset = graph.int(arguments[1]), offset >= 0, let sizes = Self.whole(graph, arguments[2]),
            let strides = Self.whole(graph, arguments[3]), sizes.count == strides.count,
            let count = Checked.product(sizes), let reach = Self.reach(offset, sizes, strides, count),
            let needed = Checked.product(reach, elementSize), let available = storage.bytes,
            needed <= available
        else {
            damages.append(Damage("checkpoint.tensor-bounds", "a tensor reaches outside its storage \(key)"))
            return
        }
        tensors[id] = Tensor(storage: key, offset: offset, count: count)
        views[id] = View(type: type.map(StorageType.name(ofType:)) ?? storage.type, shape: sizes)
    }

    /// Elements from the start of the storage to the last one that the tensor touches.
    private static func reach(_ offset: Int, _ sizes: [Int], _ strides: [Int], _ count: Int) -> Int? {
        guard count > 0 else { return 0 }
        var last = offset
        for (size, stride) in zip(sizes, strides) {
            guard stride >= 0, let step = Checked.product(size - 1, stride),
                let next = Checked.sum(last, step)
            else {
                return nil
            }
            last = next
        }
        return Checked.sum(last, 1)
    }

    /// The numbers of a tuple, or of a `torch.Size` of one.
    private static func whole(_ graph: PickleGraph, _ id: PickleValue.ID) -> [Int]? {
        var id = id
        if let call = graph.call(id), graph.name(of: call.callee) == "torch.Size",
            let inner = graph.tuple(call.arguments)?.first
        {
            id = inner
        }
        guard let parts = graph.elements(id) else { return nil }
        let numbers = parts.compactMap(graph.int)
        return numbers.count == parts.count ? numbers : nil
    }
}
