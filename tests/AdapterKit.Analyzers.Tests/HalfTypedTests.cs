namespace AdapterKit.Analyzers.Tests;

/// <summary>While a user types, analyzers, fixes and generators see incomplete code. None of them may throw.</summary>
public sealed class HalfTypedTests
{
    public static TheoryData<string> Ids => PageTests.Ids;

    [Theory, MemberData(nameof(Ids))]
    public async Task A_declaration_may_end_anywhere(string id)
    {
        var code = Page.Read(id).Bad;
        foreach (var end in new[] { code.Length / 3, code.Length / 2, 3 * code.Length / 4 })
            await AssertNothingThrows(code[..end]);
    }

    [Theory]
    [InlineData("[TaskAdapter, Labels, AdapterDrop, Placement] public sealed partial class T : ClassificationTask<BottleneckAdapter>;")]
    [InlineData("[TaskAdapter(null), Labels(null), AdapterDrop(null)] "
        + "public sealed partial class T : ClassificationTask<BottleneckAdapter>;")]
    [InlineData("[TaskAdapter(\"t\"), Labels(\"a\", null)] public sealed partial class : ClassificationTask<BottleneckAdapter>;")]
    [InlineData("[TaskAdapter(1), Labels(2, 3), AdapterDrop(4, Point = 5)] public sealed partial class T : ClassificationTask<Missing>;")]
    [InlineData("[TransformerLayer(Norm = )] public sealed partial class L : AdaptedLayer "
        + "{ [InsertionPoint] [Sublayer] private readonly Missing x; [InsertionPoint(null, Norm = 3)] private partial Tensor }")]
    [InlineData("[TransformerLayer] public sealed partial class L : AdaptedLayer "
        + "{ [Sublayer, InsertionPoint(\"p\")] private readonly FeedForward = ; }")]
    [InlineData("[AdapterVariant] public sealed partial class V : ResidualAdapter "
        + "{ [Down] private readonly Linear ; [Up, Normal(] Linear x }")]
    [InlineData("[AdapterVariant(\"v\")] public sealed partial class V(AdapterShape shape, options) : ResidualAdapter "
        + "{ public override Tensor Delta(Tensor) => }")]
    [InlineData("[BackboneModel] public sealed partial class P(config, PretrainedIdentity) : PretrainedBackbone(identity) "
        + "{ [Weight] private readonly Linear x; [Weight(] Linear y; [Weight(null, Part = null)] private readonly Missing z; "
        + "[Weight(1, Part = 2)] private readonly SelfAttention = new(); }")]
    [InlineData("[BackboneModel(null, Prefix = null)] public sealed partial class P : PretrainedBackbone { [Weight(\"a\", Part = )] "
        + "Linear x }")]
    [InlineData("[ConfigValue(\"a\")] public sealed partial record C { [ConfigKey] public int A { get; init; } [ConfigKey(null)] public "
        + "Missing B { get; } "
        + "[ConfigKey(3)] public int { get; } [ConfigKey(\"a\")] public int this[ }")]
    [InlineData("public interface I { [ConfigKey(\"a\")] int A { get; } } public enum E { [Weight(\"a\")] X }")]
    public Task A_declaration_may_lack_anything(string code) => AssertNothingThrows(code);

    private static async Task AssertNothingThrows(string code)
    {
        var ours = (await Analysis.Run(Sources.Compile(code))).Ours;

        // The compiler reports an exception in an analyzer as AD0001.
        Assert.All(ours, diagnostic => Assert.StartsWith("AK", diagnostic.Id, StringComparison.Ordinal));
        using var runner = new CodeFixRunner(code);
        foreach (var id in ours.Select(diagnostic => diagnostic.Id).Distinct())
        {
            foreach (var action in await runner.FindFixes(id))
                await runner.Apply(action);
        }
    }
}
