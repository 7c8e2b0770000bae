using System.Text.Json;

namespace AdapterKit.Interchange.Tests;

/// <summary>A case of AdapterHub, every adapter, fusion and head of which is imported from the folders that the library saved.</summary>
internal sealed class HubCase : IDisposable
{
    private readonly List<TaskAdapter> tasks = [];
    private readonly string name;
    private readonly JsonElement facts;

    public HubCase(string name)
    {
        var own = Folders.Hub(name, $"{name}.json");
        var path = File.Exists(own) ? own : Goldens.PathOf($"{name}.json");
        (this.name, facts) = (name, Folders.ReadJson(path));
        Golden = SafetensorsFile.Open(Path.ChangeExtension(path, ".safetensors"));
        Backbone = Folders.LoadHubBackbone(facts.GetProperty("arch").GetString()!);
        using var checkpoint = Folders.OpenHubCheckpoint(Backbone.Id);
        foreach (var adapter in facts.GetProperty("adapters").EnumerateObject())
        {
            tasks.Add(AdapterFolder.Import(
                Folders.Hub(name, adapter.Name), Backbone, new ImportOptions { Checkpoint = checkpoint, Head = HasHead(adapter.Name) }));
        }

        Setup = ReadSetup(facts.GetProperty("active_setup"));
        if (Setup is FuseSetup fusion)
        {
            var folder = Folders.Hub(name, $"fusion_{string.Join('+', fusion.Members.Select(member => member.Names[^1]))}");
            tasks.Add(AdapterFolder.Import(folder, Backbone, new ImportOptions { Id = "fusion", Members = [.. tasks], Head = false }));
            Setup = "fusion";
        }

        if (facts.TryGetProperty("skip_layers", out var layers) && layers.ValueKind == JsonValueKind.Array && layers.GetArrayLength() > 0)
            Setup = Setup.Drop(DropSet.None.With(LayerSet.Of(layers.EnumerateArray().Select(layer => layer.GetInt32()))));
    }

    public SafetensorsFile Golden { get; }

    public PretrainedBackbone Backbone { get; }

    public Setup Setup { get; }

    public IReadOnlyList<TaskAdapter> Tasks => tasks;

    public TokenBatch Batch()
    {
        if (!Golden.Contains("in/pixel_values"))
            return Folders.ReadBatchWithTarget(Golden, facts.GetProperty("arch").GetString() is "roberta" or "bart" ? 1 : 0);

        using var pixels = Golden.Read("in/pixel_values");
        return Backbone.BatchImages(pixels);
    }

    /// <summary>1 at the tokens whose hidden states the library computed for somebody.</summary>
    public Tensor ReadMask()
    {
        if (Golden.Contains("in/pixel_values"))
            return ones(Golden.Read("in/pixel_values").size(0), Backbone.MaxTokens);
        if (!Golden.Contains("in/decoder_input_ids"))
            return Golden.Read("in/attention_mask");

        using var ids = Golden.Read("in/decoder_input_ids");
        return ones_like(ids);
    }

    /// <summary>The hidden states that the library computed.</summary>
    public string OutputKey => new[] { "unmerged/last_hidden_state", "out/last_hidden_state", "out/last_hidden_state_final" }
        .First(Golden.Contains);

    public bool HasHead(string adapter) =>
        facts.TryGetProperty("heads", out var heads) && heads.TryGetProperty(adapter, out var head)
        && head.GetProperty("config").GetProperty("head_type").GetString()
            is "classification" or "image_classification" or "multilabel_classification" or "tagging";

    public void Dispose()
    {
        foreach (var task in tasks.AsEnumerable().Reverse())
            task.Dispose();

        Backbone.Dispose();
        Golden.Dispose();
    }

    public override string ToString() => name;

    private static Setup ReadSetup(JsonElement setup)
    {
        if (setup.ValueKind == JsonValueKind.String)
            return setup.GetString()!;

        var children = setup.GetProperty("children").EnumerateArray().Select(ReadSetup).ToList();
        return setup.GetProperty("type").GetString() switch
        {
            "Stack" => children.Count == 1 ? children[0] : Setup.Stack(children),
            "Fuse" => Setup.Fuse(children),
            "Parallel" => Setup.Parallel(children),
            "Split" => Setup.Split([setup.GetProperty("split_index").GetInt32()], children),
            "BatchSplit" => Setup.BatchSplit([.. children
                .Zip(setup.GetProperty("batch_sizes").EnumerateArray().Select(size => size.GetInt32()), Enumerable.Repeat)
                .SelectMany(rows => rows)]),
            var type => throw new NotSupportedException(type),
        };
    }
}
