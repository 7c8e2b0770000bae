using AdapterKit.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

public sealed class GeneratedOptionsTests : IDisposable
{
    private const string Task =
        """
        namespace Demo;

        [TaskAdapter("gated", Backbone = "tiny"), Labels("no", "yes")]
        public sealed partial class GatedTask : ClassificationTask<GateAdapter>;

        public abstract record SharedOptions : VariantOptions { public int Rank { get; init; } = 2; }

        public sealed record HeirOptions : SharedOptions { public bool Own { get; init; } }

        [AdapterVariant("heir")]
        public sealed partial class HeirAdapter(AdapterShape shape, HeirOptions options) : ResidualAdapter
        {
            private readonly Linear down = Linear(shape.Width, options.Rank), up = Linear(options.Rank, shape.Width);
            public override Tensor Delta(Tensor h) => up.call(down.call(h));
        }

        [TaskAdapter("inherited", Backbone = "tiny"), Labels("no", "yes")]
        public sealed partial class HeirTask : ClassificationTask<HeirAdapter>;
        """;

    private static readonly byte[] Image =
        GeneratorHarness.Run(Task, GeneratorHarness.Source("Gate.cs"), GeneratorHarness.Source("PostNormLayer.cs")).Emit();

    private readonly LoadedAssembly loaded = new(Image);
    private readonly TemporaryFolder directory = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        directory.Dispose();
        loaded.Dispose();
    }

    [Fact]
    public void Options_of_every_type_survive_a_bundle()
    {
        AssertSurvives(
            "Gate", ("Bias", false), ("Seed", long.MinValue), ("Noise", 0.1 + 0.2), ("Cap", 1e-20f), ("Name", "\"ž\"\n"),
            ("Note", ""), ("Day", DayOfWeek.Saturday));
        AssertSurvives(
            "Gate", ("Bias", true), ("Seed", long.MaxValue), ("Noise", -1e300), ("Cap", null), ("Name", ""),
            ("Note", null), ("Day", DayOfWeek.Sunday));
    }

    [Fact]
    public void Inherited_options_survive_a_bundle() => AssertSurvives("Heir", ("Rank", 3), ("Own", true));

    private void AssertSurvives(string name, params (string Property, object? Value)[] values)
    {
        var options = loaded.New<VariantOptions>($"Demo.{name}Options");
        foreach (var (property, value) in values)
            options.GetType().GetProperty(property)!.SetValue(options, value);
        var backbone = new TinyBackbone(8, loaded.New<AdaptedLayer>("Demo.PostNormLayer", 8, 2));
        var declared = loaded.Get<TaskDeclaration>($"Demo.{(name == "Gate" ? "Gated" : name)}Task", "Declared");

        Bundle.Save(directory.Root, declared.Create(backbone, declared.Config with { Options = options }));

        Assert.Equal(options, Bundle.Open(directory.Root).Load(declared, backbone).Config.Options);
    }
}
