namespace AdapterKit.Interchange.Tests;

/// <summary>Adapters that PEFT combined: merging the same ones gives the same changes and the same outputs.</summary>
public sealed class MergeGoldenTests
{
    private static readonly string[] Names = ["ad1", "b", "c"];

    public static TheoryData<string> Cases =>
        ["bert_weighted_cat", "bert_weighted_linear", .. PeftDecoderTests.Merged];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merged_adapters_are_what_the_library_made(string name)
    {
        using var backbone = name.StartsWith("bert", StringComparison.Ordinal)
            ? Folders.LoadPeftBackbone()
            : Folders.LoadPeftBackbone(name);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        var facts = Folders.ReadJson(Folders.Peft($"{name}.json")).GetProperty("weighted");
        List<TaskAdapter> tasks = [.. Names.Take(facts.GetProperty("weights").GetArrayLength()).Select(
            adapter => AdapterFolder.Import(Folders.Peft(name, adapter), backbone, new ImportOptions { Head = false }))];
        try
        {
            var options = ReadOptions(facts);
            using var merged = AdapterMerger.Merge(
                [.. tasks.Zip(facts.GetProperty("weights").EnumerateArray(), (task, weight) => new WeightedTask(
                    task, weight.GetDouble() * (options.Decompose ? ScalingOf(task) : 1)))],
                options);
            using var expected = AdapterFolder.Import(Folders.Peft(name, "m"), backbone, new ImportOptions { Head = false });

            AssertSameChanges(merged, expected, name);
            AssertOutput(backbone, merged, golden, name);
        }
        finally
        {
            tasks.ForEach(task => task.Dispose());
        }
    }

    private static MergeOptions ReadOptions(System.Text.Json.JsonElement facts)
    {
        var options = new MergeOptions
        {
            Density = facts.TryGetProperty("density", out var density) ? density.GetDouble() : 1,
            Rank = facts.TryGetProperty("svd_rank", out var rank) ? rank.GetInt32() : null,
        };
        return facts.GetProperty("combination_type").GetString() switch
        {
            "linear" => options with { Method = MergeMethod.Linear },
            "cat" => options with { Method = MergeMethod.Concatenate },
            "svd" => options with { Method = MergeMethod.Linear, Decompose = true },
            "ties" => options with { Method = MergeMethod.Ties },
            "magnitude_prune" => options with { Method = MergeMethod.MagnitudePrune },
            var other => throw new NotSupportedException(other),
        };
    }

    // The library multiplies a change by its scaling twice before it decomposes the sum.
    private static double ScalingOf(TaskAdapter task) => ((LoraOptions)task.Config.Options).GetScaling();

    private static void AssertSameChanges(TaskAdapter merged, TaskAdapter expected, string name)
    {
        using var scope = NewDisposeScope();
        var sites = merged.Backbone.Encoder.ProjectionSites.Where(site => expected.AdapterAt(site) is not null).ToList();
        Assert.NotEmpty(sites);
        foreach (var site in merged.Backbone.Encoder.ProjectionSites)
        {
            Assert.Equal(expected.AdapterAt(site) is null, merged.AdapterAt(site) is null);
            if (expected.AdapterAt(site) is not null)
                Folders.AssertRelative(ChangeAt(merged, site), ChangeAt(expected, site), $"the change of {name} at {site}");
        }
    }

    private static Tensor ChangeAt(TaskAdapter task, ProjectionSite site)
    {
        using var frozen = no_grad();
        var change = (IBottleneck)task.AdapterAt(site)!;
        return change.Up.weight.mm(change.Down.weight) * (change.Scaling?.Value ?? 1);
    }

    private static void AssertOutput(PretrainedBackbone backbone, TaskAdapter merged, SafetensorsFile golden, string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = Folders.ReadBatch(golden, 0);
        var mask = golden.Read("in/attention_mask").to_type(ScalarType.Bool);
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(merged.Id, [merged], purpose);
            Folders.AssertRelative(
                backbone.Encode(batch, plan)[mask], golden.Read("out/last_hidden_state")[mask], $"{name} for {purpose}");
        }
    }
}
