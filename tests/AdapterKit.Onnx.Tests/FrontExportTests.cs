namespace AdapterKit.Onnx.Tests;

/// <summary>What stands in front of a text, in its attentions or among its tokens, against ONNX Runtime.</summary>
public sealed class FrontExportTests
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, AdapterConfig> Methods = new()
    {
        ["prefix"] = new(PrefixAdapter.Variant) { Options = new PrefixOptions { Length = 3 } },
        ["prefix that moves the text"] = new(PrefixAdapter.Variant)
        {
            MaxTokens = 20,
            Options = new PrefixOptions { Length = 3, ShiftsPositions = true },
        },
        ["computed prefix"] = new(ComputedPrefixAdapter.Variant) { Options = new ComputedPrefixOptions { Length = 4, Units = 8 } },
        ["prompt"] = new(PromptAdapter.Variant) { Options = new PromptOptions { Length = 3 } },
        ["prompt among words"] = new(PromptAdapter.Variant)
        {
            MaxTokens = 20,
            Options = new PromptOptions { Length = 3, AmongWords = true },
        },
        ["MAM"] = new(
            new AdapterSet(PrefixAdapter.Variant),
            new AdapterSet(BottleneckAdapter.Variant) { Points = ["feed_forward"], Placement = AdapterPlacement.Parallel }),
        ["prompt, prefix and LoRA"] = new(
            new AdapterSet(PromptAdapter.Variant), new AdapterSet(PrefixAdapter.Variant), new AdapterSet(LoraAdapter.Variant)),
    };

    private static readonly string[] Moving = ["prefix that moves the text", "prompt among words"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in RandomModels.Types)
            {
                // ELECTRA does not embed vectors, and cannot move a text.
                foreach (var method in Methods.Keys.Where(method => type != "electra" || !Moving.Contains(method)))
                    data.Add(type, method);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_task_computes_in_onnx_runtime_what_it_computes_here(string type, string method)
    {
        using var backbone = RandomModels.Create(type, Pooling.Mean);
        using var task = AnyTask.Create("any", backbone, Methods[method], deviation: 0.2);

        Assert.InRange(Measure([task], task), 0, Tolerance);
    }

    [Fact]
    public void Each_of_several_tasks_has_its_own_front()
    {
        using var backbone = RandomModels.Create("bert");
        TaskAdapter[] tasks = [.. Methods.Values.Select((config, index) => AnyTask.Create($"any-{index}", backbone, config))];
        using var bottleneck = AnyTask.Create("bottleneck", backbone);

        Assert.All([.. tasks, bottleneck], task => Assert.InRange(Measure([.. tasks, bottleneck], task), 0, Tolerance));
        foreach (var task in tasks)
            task.Dispose();
    }

    [Fact]
    public void What_is_dropped_is_not_written()
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Methods["prefix"], deviation: 0.5);

        Assert.InRange(Measure([task], task, DropSet.FirstLayers(2)), 0, Tolerance);
    }

    [Fact]
    public void The_file_says_how_many_tokens_a_task_that_moves_the_text_reads()
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Methods["prefix that moves the text"] with { MaxTokens = 64 });
        using var model = new ExportedModel([task]);

        Assert.Equal(backbone.MaxTokens - 3, Assert.Single(model.Export.Tasks).MaxTokens);
    }

    private static double Measure(IReadOnlyList<TaskAdapter> tasks, TaskAdapter task, DropSet? drop = null)
    {
        using var model = new ExportedModel(tasks, drop);
        using var plan = task.Backbone.Compile(Setup.Of(task.Id).Drop(drop ?? DropSet.None), [task]);
        var any = new Random(5);
        return Enumerable.Range(0, 3).Max(_ =>
        {
            using var batch = RandomModels.CreateBatch(any, maxTokens: 20);
            return model.MeasureDifference(batch, task, plan);
        });
    }
}
