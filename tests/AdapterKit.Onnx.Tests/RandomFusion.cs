namespace AdapterKit.Onnx.Tests;

/// <summary>A task that fuses others, with everything drawn at random: members, stacks, widths, placement, numerics.</summary>
internal sealed class RandomFusion : IDisposable
{
    private readonly List<TaskAdapter> members = [];

    private RandomFusion(Backbone backbone, Random any)
    {
        var placement = any.GetItems(Enum.GetValues<AdapterPlacement>(), 1)[0];
        var activations = Enum.GetValues<Activation>();
        var common = any.GetItems(activations, 1)[0];
        var shares = any.Next(3) > 0;
        foreach (var index in Enumerable.Range(0, any.Next(2, 6)))
        {
            members.Add(AnyTask.Create($"member{index}", backbone, new AdapterConfig(BottleneckAdapter.Variant)
            {
                Placement = placement,
                TuneNorms = false,
                Points = any.Next(5) == 0 ? ["attention"] : null,
                Options = new BottleneckOptions
                {
                    Bottleneck = any.Next(1, 9),
                    Activation = shares ? common : any.GetItems(activations, 1)[0],
                    Scaling = any.Next(1, 3),
                    LearnScaling = any.Next(2) == 0,
                },
            }));
        }

        var names = members.Select(member => Setup.Of(member.Id)).ToList();
        if (any.Next(4) == 0)
            names[0] = Setup.Stack(names[0], names[1]);

        var options = new FusionOptions
        {
            Numerics = any.Next(2) == 0 ? FusionNumerics.AdapterHub : FusionNumerics.ScaledDotProduct,
            Query = any.Next(4) > 0,
            Key = any.Next(4) > 0,
            Value = any.Next(4) > 0,
            QueryBeforeNorm = any.Next(2) == 0,
            ResidualThroughValue = any.Next(2) == 0,
            Temperature = any.Next(3) == 0,
        };
        Task = AnyTask.Create("fused", backbone, AdapterConfig.Fused(new FusionConfig(Setup.Fuse([.. names])) { Options = options }) with
        {
            Members = members,
            Drop = any.Next(3) == 0 ? DropSet.FirstLayers(1) : DropSet.None,
        });
        Description = $"{string.Join(", ", names)}, {placement}, {(shares ? "one activation" : "any activations")}, {options}";
    }

    public TaskAdapter Task { get; }

    public IReadOnlyList<TaskAdapter> Members => members;

    public string Description { get; }

    public static RandomFusion Draw(Backbone backbone, int seed)
    {
        manual_seed(seed);
        return new RandomFusion(backbone, new Random(seed));
    }

    public void Dispose()
    {
        Task.Dispose();
        members.ForEach(member => member.Dispose());
    }
}
