using System.Text.Json;

namespace AdapterKit.Tests;

/// <summary>Prefix tuning, alone and in MAM, against the peer library's own numbers.</summary>
public sealed class PeerPrefixTests
{
    public static TheoryData<string> Cases => [.. PeerCases.Prefixes];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_and_gradients_match(string name)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden(name);
        using var backbone = golden.Model.Load();
        var adapters = golden.Facts.GetProperty("adapters").EnumerateObject().Select(adapter => adapter.Name).ToList();
        var prefixes = adapters.ToDictionary(adapter => adapter, adapter => CreatePrefix(golden, backbone, adapter));
        var tasks = adapters.Select(adapter => CreateTask(golden, backbone, adapter, prefixes[adapter])).ToList();
        using var batch = golden.Batch();
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(adapters[0], tasks, purpose);
            var hidden = backbone.Encode(batch, plan);
            Tensors.AssertClose(hidden, golden["out/last_hidden_state"], 1e-5, $"the output of the plan for {purpose}");
            if (purpose == PlanPurpose.Training)
                hidden.square().sum().backward();
        }

        foreach (var (adapter, task) in adapters.Zip(tasks).Where(_ => golden.Gradients.Any()))
            prefixes[adapter].AssertGradients(task, golden, adapter);

        tasks.ForEach(task => task.Dispose());
    }

    /// <summary>
    /// Beside a longer prefix, the peer fills a shorter one up with what takes part in its attention: it answers otherwise than alone.
    /// </summary>
    [Fact]
    public void Beside_a_shorter_prefix_the_longer_one_matches()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = new Golden(PeerCases.WithShorterPrefixFilled);
        using var backbone = golden.Model.Load();
        using var batch = golden.Batch();
        var tasks = new[] { "a", "b" }
            .Select(adapter => CreateTask(golden, backbone, adapter, CreatePrefix(golden, backbone, adapter))).ToList();
        using var plan = backbone.Compile(Setup.Parallel("a", "b"), tasks, PlanPurpose.Inference);
        using var alone = backbone.Compile("b", tasks, PlanPurpose.Inference);
        var hidden = backbone.Encode(batch, plan).split(batch.Count);

        Tensors.AssertClose(hidden[0], golden["out/last_hidden_state"].split(batch.Count)[0], 1e-5, "the rows of the longer prefix");
        Tensors.AssertClose(hidden[1], backbone.Encode(batch, alone), 1e-5, "the rows of the shorter prefix");
        tasks.ForEach(task => task.Dispose());
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(12, PeerCases.Prefixes.Count());

    private static PeerPrefix CreatePrefix(Golden golden, Backbone backbone, string adapter)
    {
        var config = ReadConfig(golden, adapter);
        var prefix = config.TryGetProperty("configs", out var parts)
            ? parts.EnumerateArray().First(part => part.TryGetProperty("architecture", out _))
            : config;
        var layers = Enumerable.Range(0, backbone.Encoder.Layers.Count).Except(PeerConfig.ReadNumbers(prefix.GetProperty("leave_out")));
        return new PeerPrefix(golden, adapter, layers, backbone.Width);
    }

    private static TaskAdapter CreateTask(Golden golden, Backbone backbone, string adapter, PeerPrefix prefix)
    {
        var skipped = golden.Facts.TryGetProperty("skip_layers", out var layers) ? PeerConfig.ReadNumbers(layers) : [];
        var config = PeerConfig.ReadAdapter(ReadConfig(golden, adapter), backbone, skipped);
        var task = AnyTask.Named(adapter).On(backbone).Create(backbone, config);
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters().Where(entry => IsBottleneck(entry.name)))
            golden.CopyInto($"param/{golden.Model.KeyOf(name, adapter, isNormed: false)}", parameter);

        prefix.CopyInto(task);
        return task;
    }

    private static JsonElement ReadConfig(Golden golden, string adapter) =>
        golden.Facts.GetProperty("adapters").GetProperty(adapter).GetProperty("config");

    private static bool IsBottleneck(string name) =>
        name.StartsWith("layers.", StringComparison.Ordinal) && !name.Contains(".memory.", StringComparison.Ordinal);
}
