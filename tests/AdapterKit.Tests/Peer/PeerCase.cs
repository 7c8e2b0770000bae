using System.Text.Json;
using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>One of the peer's cases, rebuilt from its settings: the backbone, its tasks, and how they run together.</summary>
internal sealed class PeerCase : IDisposable
{
    private readonly List<PeerTask> members = [];

    public PeerCase(string name)
    {
        Golden = new Golden(name);
        Backbone = Golden.Model.Load();
        var skipped = Golden.Facts.TryGetProperty("skip_layers", out var layers) ? PeerConfig.ReadNumbers(layers) : [];
        foreach (var adapter in Golden.Facts.GetProperty("adapters").EnumerateObject())
        {
            var config = PeerConfig.ReadAdapter(adapter.Value.GetProperty("config"), Backbone, skipped);
            members.Add(PeerTask.Create(Golden, Backbone, config, adapter.Name, adapter.Name));
        }

        Setup = ReadSetup(Golden.Facts.GetProperty("active_setup"));
        if (Setup is FuseSetup fusion)
            Setup = (Fused = CreateFused(fusion, skipped)).Id;
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
    public IReadOnlyDictionary<string, Parameter> Parameters => Tasks.SelectMany(task => task.Parameters).ToDictionary();

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

    /// <summary>Compares the gradients of the goldens' loss, the sum of squares of the last hidden state.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="among">What the keys of trained parameters contain.</param>
    public void AssertGradients(AdapterPlan plan, string among = "")
    {
        using var scope = NewDisposeScope();
        using var batch = Golden.Batch();
        Backbone.Encode(batch, plan).square().sum().backward();
        AssertGradients("grad/", 1e-5, among);
    }

    /// <summary>Compares the gradients that the parameters have.</summary>
    public void AssertGradients(string prefix, double tolerance, string among = "")
    {
        using var scope = NewDisposeScope();
        var expected = Golden.Keys(prefix).Where(key => key.Contains(among, StringComparison.Ordinal)).ToList();
        var parameters = Parameters.ToDictionary(entry => prefix + entry.Key, entry => entry.Value);
        Assert.NotEmpty(expected);
        foreach (var key in parameters.Keys.Where(key => expected.Contains(Tests.Golden.Split(key).Key)))
        {
            // A gradient sums over every token: the tolerance is meant relative to its size. It may lack where it is zero.
            var peers = Golden[key].view_as(parameters[key]);
            var size = Math.Max(1, peers.abs().max().ToDouble());
            Tensors.AssertClose(parameters[key].grad ?? zeros_like(peers), peers, tolerance * size, key);
        }

        Assert.Empty(expected.Except(parameters.Keys.Select(key => Tests.Golden.Split(key).Key)));

        // The peer's list is whole.
        Assert.DoesNotContain(
            parameters.Where(entry => entry.Key.Contains(among, StringComparison.Ordinal)).Where(
                entry => !expected.Contains(Tests.Golden.Split(entry.Key).Key)),
            entry => entry.Value.grad is { } gradient && gradient.count_nonzero().ToInt64() > 0);
    }

    /// <summary>The peer's weight of a product after merging.</summary>
    public Tensor ReadMerged(ProjectionSite site)
    {
        var merged = Golden[$"merged/{Golden.Model.KeyOf(site)}.weight"];
        if (Golden.Model.Name != "gpt2")
            return merged;

        // It keeps matrices transposed, and queries, keys and values in one.
        using (merged)
            return merged.t().narrow(0, site.Part.FirstRow, site.Part.Rows);
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
            "BatchSplit" => Setup.BatchSplit(
                [.. children.Zip(PeerConfig.ReadNumbers(setup.GetProperty("batch_sizes")), Enumerable.Repeat).SelectMany(rows => rows)]),
            var type => throw new NotSupportedException($"{type} has no counterpart: every token of a text has the same adapters."),
        };
    }

    private PeerTask CreateFused(FuseSetup setup, IReadOnlyList<int> skipped)
    {
        var fusion = string.Join(',', setup.Members.Select(member => member.Names[^1]));
        var options = PeerConfig.ReadFusion(Golden.Facts.GetProperty("fusions").GetProperty(fusion).GetProperty("config"));
        var config = AdapterConfig.Fused(new FusionConfig(setup) { Options = options }) with
        {
            Members = members,
            Points = members[0].Config.Points,
            Drop = PeerConfig.DropOf(skipped),
        };

        // The peer's training case calls its head so.
        return PeerTask.Create(Golden, Backbone, config, "h", fusion);
    }
}
