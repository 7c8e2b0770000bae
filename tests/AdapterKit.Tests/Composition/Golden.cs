namespace AdapterKit.Tests;

/// <summary>One case computed by the peer library: inputs, parameters, outputs and gradients.</summary>
internal sealed class Golden(string name) : IDisposable
{
    private readonly SafetensorsFile file = SafetensorsFile.Open(PathOf(name));

    public IEnumerable<string> Gradients => file.Keys.Where(key => key.StartsWith("grad/", StringComparison.Ordinal));

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name + ".safetensors");

    public Tensor this[string key] => file.Read(key);

    public bool Has(string key) => file.Keys.Contains(key);

    public IEnumerable<string> Keys(string prefix) => file.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    public TokenBatch Batch()
    {
        using var ids = file.Read("in/input_ids");
        using var mask = file.Read("in/attention_mask");
        var rows = Enumerable.Range(0, (int)ids.size(0)).Select(row =>
        {
            using var shown = ids[row][mask[row].to_type(ScalarType.Bool)];
            return shown.data<long>().Select(id => (int)id).ToArray();
        });
        return TokenBatch.Pad([.. rows], padId: 0);
    }

    /// <summary>A task with the parameters of one of the case's adapters.</summary>
    public TaskAdapter Task(Backbone backbone, AdapterConfig config, string adapter)
    {
        var task = AnyTask.Named(adapter).Create(backbone, config);
        Fill(task);
        return task;
    }

    /// <summary>Gives a task the parameters of the case's adapter of the same name.</summary>
    public void Fill(TaskAdapter task)
    {
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters().Where(
            entry => entry.name.Contains(".adapter.", StringComparison.Ordinal)))
            file.CopyInto("param/" + PeerKey(name, task.Id), parameter);
    }

    /// <summary>
    /// <c>layers.0.feed_forward.adapter.down.weight</c> → <c>bert.encoder.layer.0.output.adapters.a.adapter_down.0.weight</c>.
    /// </summary>
    public static string PeerKey(string name, string adapter) => name
        .Replace("layers.", "bert.encoder.layer.", StringComparison.Ordinal)
        .Replace(".attention.adapter", ".attention.output.adapter", StringComparison.Ordinal)
        .Replace(".feed_forward.adapter", ".output.adapter", StringComparison.Ordinal)
        .Replace(".adapter.", $".adapters.{adapter}.", StringComparison.Ordinal)
        .Replace(".down.", ".adapter_down.0.", StringComparison.Ordinal)
        .Replace(".up.", ".adapter_up.", StringComparison.Ordinal)
        .Replace(".scaling.factor", ".scaling", StringComparison.Ordinal);

    /// <summary>
    /// <c>layers.0.feed_forward.fusion.query.weight</c> → <c>bert.encoder.layer.0.output.adapter_fusion_layer.a,b,c.query.weight</c>.
    /// </summary>
    public static string PeerFusionKey(string name, string fusion) => name
        .Replace("layers.", "bert.encoder.layer.", StringComparison.Ordinal)
        .Replace(".attention.fusion.", $".attention.output.adapter_fusion_layer.{fusion}.", StringComparison.Ordinal)
        .Replace(".feed_forward.fusion.", $".output.adapter_fusion_layer.{fusion}.", StringComparison.Ordinal);

    /// <summary>A task that mixes others, with the projections of one of the case's fusions.</summary>
    public TaskAdapter FusedTask(Backbone backbone, AdapterConfig config, string fusion)
    {
        var task = new AnyTask(backbone, config);
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters().Where(entry => entry.name.Contains(".fusion.", StringComparison.Ordinal)))
        {
            if (!name.EndsWith(".temperature", StringComparison.Ordinal))
                file.CopyInto("param/" + PeerFusionKey(name, fusion), parameter);
        }

        return task;
    }

    public void Dispose() => file.Dispose();
}
