namespace AdapterKit.Tests;

/// <summary>
/// The prefixes of one of the peer's adapters: keys and values of all layers, free or computed from an embedding by two products.
/// </summary>
internal sealed class PeerPrefix
{
    private readonly Dictionary<string, Tensor> parameters;
    private readonly Tensor keysAndValues;
    private readonly List<int> layers;

    /// <param name="golden">The case.</param>
    /// <param name="name">The peer's name of the adapter.</param>
    /// <param name="layers">The layers that have a prefix.</param>
    /// <param name="width">The width of the keys.</param>
    public PeerPrefix(Golden golden, string name, IEnumerable<int> layers, long width)
    {
        this.layers = [.. layers];
        var start = $"param/{golden.Model.Prefix}.prefix_tuning.prefix_tunings.{name}.";
        parameters = golden.Keys(start).ToDictionary(
            key => key[(key.IndexOf('.', start.Length) + 1)..], key => golden[key].requires_grad_());
        keysAndValues = Compute().view(-1, 2 * this.layers.Count, width);
    }

    /// <summary>Copies the prefix into the task's adapters.</summary>
    public void CopyInto(TaskAdapter task)
    {
        using var frozen = no_grad();
        foreach (var (site, (keys, values)) in FindAdapters(task))
        {
            keys.copy_(keysAndValues.select(1, 2 * layers.IndexOf(site.Layer)));
            values.copy_(keysAndValues.select(1, (2 * layers.IndexOf(site.Layer)) + 1));
        }
    }

    /// <summary>Continues the gradients of the task's adapters, and compares those of the peer's parameters.</summary>
    public void AssertGradients(TaskAdapter task, Golden golden, string name)
    {
        var gradient = zeros_like(keysAndValues);
        foreach (var (site, (keys, values)) in FindAdapters(task))
        {
            gradient.select(1, 2 * layers.IndexOf(site.Layer)).copy_(keys.grad!);
            gradient.select(1, (2 * layers.IndexOf(site.Layer)) + 1).copy_(values.grad!);
        }

        (keysAndValues * gradient).sum().backward();
        foreach (var (end, parameter) in parameters)
        {
            var key = golden.Keys("grad/").First(key =>
                key.Contains($"prefix_tunings.{name}.", StringComparison.Ordinal)
                && key.EndsWith($".{end}", StringComparison.Ordinal));
            var expected = golden[key];
            var size = Math.Max(1, expected.abs().max().ToDouble());
            Tensors.AssertClose(parameter.grad!, expected, 1e-5 * size, key);
        }
    }

    private Tensor Compute() => parameters.TryGetValue("control_trans", out var free) ? free : nn.functional.linear(
        nn.functional.linear(
            parameters["wte.weight"], parameters["control_trans.0.weight"], parameters["control_trans.0.bias"]).tanh(),
        parameters["control_trans.2.weight"],
        parameters["control_trans.2.bias"]);

    private static IEnumerable<(MemorySite Site, (Tensor Keys, Tensor Values) Prefix)> FindAdapters(TaskAdapter task) =>
        from site in task.Backbone.Encoder.MemorySites
        let adapter = task.AdapterAt(site)
        where adapter is not null
        select (site, ((Tensor)adapter.get_parameter("keys")!, (Tensor)adapter.get_parameter("values")!));
}
