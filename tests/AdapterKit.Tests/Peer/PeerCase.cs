using System.Text.Json;

namespace AdapterKit.Tests;

/// <summary>One of the peer's cases, rebuilt from its settings: the backbone, its tasks, and how they run together.</summary>
internal sealed class PeerCase : IDisposable
{
    private readonly List<PeerTask> members = [];

    public PeerCase(string name)
    {
        Golden = new Golden(name);
        Backbone = Golden.Model.Load();
        var skipped = ReadSkipped();
        foreach (var adapter in Golden.Facts.GetProperty("adapters").EnumerateObject())
        {
            var config = PeerAdapter.ReadConfig(Golden, adapter.Name, Backbone);
            members.Add(PeerTask.Create(Golden, Backbone, config, adapter.Name, adapter.Name));
        }

        Setup = ReadSetup(Golden.Facts.GetProperty("active_setup"));
        if (Setup is FuseSetup fusion)
            Setup = (Fused = CreateFused(fusion, skipped)).Id;
        else if (skipped != DropSet.None)
            Setup = Setup.Drop(skipped);
    }

    public Golden Golden { get; }

    public Backbone Backbone { get; }

    public Setup Setup { get; }

    /// <summary>The tasks with adapters of their own.</summary>
    public IReadOnlyList<PeerTask> Members => members;

    /// <summary>The task that fuses the others, in cases of a fusion.</summary>
    public PeerTask? Fused { get; }

    /// <summary>All tasks.</summary>
    public IReadOnlyList<PeerTask> Tasks => Fused is null ? members : [.. members, Fused];

    /// <summary>All parameters under the peer's keys.</summary>
    public IReadOnlyList<PeerParameter> Parameters => [.. Tasks.SelectMany(task => task.Parameters)];

    public AdapterPlan Compile(PlanPurpose purpose) => Backbone.Compile(Setup, Tasks, purpose);

    public void FreezeMembers()
    {
        foreach (var parameter in members.SelectMany(member => member.parameters()))
            parameter.requires_grad = false;
    }

    public void AssertOutput(AdapterPlan plan)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = Golden.Batch();
        Tensors.AssertClose(Backbone.Encode(batch, plan), Golden["out/last_hidden_state"], 1e-5, "the output");
    }

    // The library's own rounding: in 64 bits, both of our routes agree, and its numbers are off by 2e-5 of the largest.
    private double GradientTolerance => Golden.Name == "vit_fuse_dynamic" ? 3e-5 : 1e-5;

    /// <summary>Compares the gradients of the goldens' loss, the sum of squares of the last hidden state.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="among">What the keys of trained parameters contain.</param>
    public void AssertGradients(AdapterPlan plan, string among = "")
    {
        using var scope = NewDisposeScope();
        using var batch = Golden.Batch();
        Backbone.Encode(batch, plan).square().sum().backward();
        AssertGradients("grad/", GradientTolerance, among);
    }

    /// <summary>Compares the gradients that the parameters have.</summary>
    public void AssertGradients(string prefix, double tolerance, string among = "")
    {
        using var scope = NewDisposeScope();
        var expected = Golden.Keys(prefix).Where(key => key.Contains(among, StringComparison.Ordinal)).ToHashSet();
        var parameters = Parameters.Where(parameter => parameter.Key.Contains(among, StringComparison.Ordinal))
            .ToLookup(parameter => expected.Contains(prefix + parameter.Key));
        var (compared, others) = (parameters[true].ToList(), parameters[false]);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), compared.Select(parameter => prefix + parameter.Key).Distinct().Order());
        foreach (var parameter in compared)
        {
            // A gradient sums over every token: the tolerance is meant relative to its size. It may lack where it is zero.
            var peers = parameter.Read(Golden, prefix);
            var size = Math.Max(1, peers.abs().max().ToDouble());
            Tensors.AssertClose(parameter.Parameter.grad ?? zeros_like(peers), peers, tolerance * size, parameter.Key);
        }

        // The peer's list is whole; it names a norm twice, with one gradient.
        Assert.DoesNotContain(
            others.Where(other => compared.All(parameter => !ReferenceEquals(parameter.Parameter, other.Parameter))),
            other => other.Parameter.grad is { } gradient && gradient.count_nonzero().ToInt64() > 0);
    }

    public void Dispose()
    {
        foreach (var task in Tasks.Reverse())
            task.Dispose();

        Backbone.Dispose();
        Golden.Dispose();
    }

    private Setup ReadSetup(JsonElement setup)
    {
        if (setup.ValueKind == JsonValueKind.String)
            return Setup.Of(setup.GetString()!);

        var children = setup.GetProperty("children").EnumerateArray().Select(ReadSetup).ToList();
        return setup.GetProperty("type").GetString() switch
        {
            "Stack" => children.Count == 1 ? children[0] : Setup.Stack(children),
            "Fuse" => Setup.Fuse(children),
            "Parallel" => Setup.Parallel(children),
            "BatchSplit" => Setup.BatchSplit([.. children
                .Zip(setup.GetProperty("batch_sizes").EnumerateArray().Select(size => size.GetInt32()), Enumerable.Repeat)
                .SelectMany(rows => rows)]),
            "Split" => Setup.Split([setup.GetProperty("split_index").GetInt32()], children),
            var type => throw new NotSupportedException($"{type} is none of the setups."),
        };
    }

    private DropSet ReadSkipped() =>
        Golden.Facts.TryGetProperty("skip_layers", out var layers) && layers.ValueKind == JsonValueKind.Array && layers.GetArrayLength() > 0
            ? DropSet.None.With(LayerSet.Of(layers.EnumerateArray().Select(layer => layer.GetInt32())))
            : DropSet.None;

    private PeerTask CreateFused(FuseSetup setup, DropSet skipped)
    {
        var fusion = string.Join(',', setup.Members.Select(member => member.Names[^1]));
        var options = PeerAdapter.ReadFusion(Golden.Facts.GetProperty("fusions").GetProperty(fusion).GetProperty("config"));
        var config = AdapterConfig.Fused(new FusionConfig(setup) { Options = options }) with
        {
            Members = members,
            Points = members[0].Config.Points,
            Drop = skipped,
        };

        // The peer's training case calls its head so.
        return PeerTask.Create(Golden, Backbone, config, "h", fusion);
    }
}
