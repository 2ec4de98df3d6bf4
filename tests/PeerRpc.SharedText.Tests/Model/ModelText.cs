namespace PeerRpc.SharedText.Tests.Model;

/// <summary>
/// The algorithm as it stands in a paper: one node for a character, children in lists, the text by walking the tree.
/// Slow and without any index; nothing of the library is used.
/// </summary>
internal sealed class ModelText
{
    private readonly Dictionary<ModelId, ModelNode> _nodes = [];
    private readonly Dictionary<ModelId, ModelOperation> _known = [];
    private readonly Dictionary<ulong, int> _next = [];
    private readonly ModelNode _start = new(null);

    /// <summary>All that it knows.</summary>
    public IReadOnlyCollection<ModelOperation> Known => _known.Values;

    public int NextOf(ulong replica) => _next.GetValueOrDefault(replica);

    public override string ToString() =>
        string.Concat(Order().Where(node => !node.IsDeleted).Select(node => node.Insertion!.Character));

    /// <summary>What inserting does.</summary>
    public List<ModelOperation> Insert(ulong replica, int index, string text)
    {
        var made = new List<ModelOperation>();
        foreach (char character in text)
        {
            List<ModelNode> order = Order();
            int left = Place(order, index);
            ModelNode? right = left + 1 < order.Count ? order[left + 1] : null;
            var id = new ModelId(replica, NextOf(replica));
            bool isLeft = order[left].Right.Count > 0;
            made.Add(new ModelInsertion(
                id, character, isLeft, isLeft ? IdOf(right) : IdOf(order[left]), IdOf(right)));
            Apply(made[^1]);
            index++;
        }
        return made;
    }

    /// <summary>What deleting does, character by character from the first or from the last.</summary>
    public List<ModelOperation> Delete(ulong replica, IEnumerable<ModelId> targets)
    {
        var made = new List<ModelOperation>();
        foreach (ModelId target in targets)
        {
            made.Add(new ModelDeletion(new ModelId(replica, NextOf(replica)), target));
            Apply(made[^1]);
        }
        return made;
    }

    /// <summary>The characters that stand there.</summary>
    public List<ModelId> Characters(int index, int length) =>
        [.. Order().Where(node => !node.IsDeleted).Skip(index).Take(length).Select(node => node.Insertion!.Id)];

    /// <summary>How many characters are to be seen before one, and whether it is to be seen itself.</summary>
    public (int Index, bool IsThere) Find(ModelId id)
    {
        ModelNode node = _nodes[id];
        return (Order().TakeWhile(other => other != node).Count(other => !other.IsDeleted), !node.IsDeleted);
    }

    /// <summary>Brings in all operations for which that is possible.</summary>
    public void Merge(IEnumerable<ModelOperation> operations)
    {
        List<ModelOperation> left = [.. operations.Where(operation => !_known.ContainsKey(operation.Id))];
        while (left.RemoveAll(TryApply) > 0)
            continue;
    }

    private bool TryApply(ModelOperation operation)
    {
        if (_known.ContainsKey(operation.Id))
            return true;
        if (operation.Id.Clock != NextOf(operation.Id.Replica) || !operation.Needs.All(_known.ContainsKey))
            return false;
        Apply(operation);
        return true;
    }

    private void Apply(ModelOperation operation)
    {
        _known.Add(operation.Id, operation);
        _next[operation.Id.Replica] = operation.Id.Clock + 1;
        if (operation is ModelDeletion deletion)
        {
            _nodes[deletion.Target].IsDeleted = true;
            return;
        }
        var insertion = (ModelInsertion)operation;
        var node = new ModelNode(insertion);
        ModelNode parent = insertion.Parent is null ? _start : _nodes[insertion.Parent];
        List<ModelNode> siblings = insertion.IsLeft ? parent.Left : parent.Right;
        siblings.Add(node);
        _nodes.Add(insertion.Id, node);
        if (siblings.Count > 1)
            Sort(siblings, insertion.IsLeft);
    }

    // Left children by their names. Right children: those with a right origin further on come first, then by name.
    private void Sort(List<ModelNode> siblings, bool areLeft)
    {
        ModelNode[] sorted;
        if (areLeft)
        {
            sorted = [.. siblings.OrderBy(ReplicaOf).ThenBy(ClockOf)];
        }
        else
        {
            // The order of those that are compared does not depend on that of the siblings that are sorted now.
            List<ModelNode> order = Order();
            sorted = [.. siblings.OrderByDescending(PlaceOfRightOrigin).ThenBy(ReplicaOf).ThenBy(ClockOf)];

            int PlaceOfRightOrigin(ModelNode node) => node.Insertion!.RightOrigin is { } id
                ? order.IndexOf(_nodes[id])
                : int.MaxValue;
        }
        siblings.Clear();
        siblings.AddRange(sorted);
    }

    private static ulong ReplicaOf(ModelNode node) => node.Insertion!.Id.Replica;

    private static int ClockOf(ModelNode node) => node.Insertion!.Id.Clock;

    private static ModelId? IdOf(ModelNode? node) => node?.Insertion?.Id;

    // Where in the order the visible character before a position stands.
    private static int Place(List<ModelNode> order, int index)
    {
        int at = 0;
        for (int seen = 0; seen < index; at++)
        {
            if (!order[at + 1].IsDeleted)
                seen++;
        }
        return at;
    }

    private List<ModelNode> Order()
    {
        var order = new List<ModelNode>();
        Walk(_start, order);
        return order;
    }

    private static void Walk(ModelNode node, List<ModelNode> order)
    {
        foreach (ModelNode child in node.Left)
            Walk(child, order);
        order.Add(node);
        foreach (ModelNode child in node.Right)
            Walk(child, order);
    }
}
