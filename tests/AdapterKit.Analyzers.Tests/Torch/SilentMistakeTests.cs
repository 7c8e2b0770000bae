namespace AdapterKit.Analyzers.Tests;

/// <summary>Further members of the kinds of mistakes that would compile, run and do something else. The pages show one of each.</summary>
public sealed class SilentMistakeTests
{
    private const string Delta = "public override Tensor Delta(Tensor h) => mix.call(h);";
    private const string Mix = "private readonly Linear mix = Linear(shape.Width, shape.Width);";

    [Theory]
    [InlineData("private readonly Lazy<Linear> [|held|] = new(() => Linear(4, 4));", "module")]
    [InlineData("private readonly IModule<Tensor, Tensor> [|held|] = Linear(4, 4);", "module")]
    [InlineData("private readonly ISublayer [|held|] = new FeedForward(4, 4, Activation.Relu);", "module")]
    [InlineData("private readonly Pair [|held|] = new() { Scale = new(ones(4)) };", "parameter")]
    [InlineData("private readonly (int Size, Lazy<Linear> Half)? [|held|] = null;", "module")]
    public Task A_component_must_not_hide(string field, string noun) => DiagnosticAssert.Reports(
        $$"""public struct Pair { public Parameter Scale; } {{Variant(Mix + field + Delta)}}""",
        ("AK0411", $"The type of 'held' hides a {noun} that would not be registered; "
            + $"hold it in a field whose type is the class of the {noun}"));

    [Fact]
    public Task A_factory_holds_no_component() =>
        DiagnosticAssert.ReportsNothing(Variant(Mix + "private readonly Func<Linear> create = () => Linear(4, 4);" + Delta));

    [Fact]
    public Task A_base_class_may_register_its_components_itself() => DiagnosticAssert.ReportsNothing(
        """
        public abstract class Base : ResidualAdapter
        {
            protected readonly Linear gate = Linear(4, 4);

            protected Base() => register_module("gate", gate);
        }
        """,
        Variant(Mix + Delta).Replace(": ResidualAdapter", ": Base", StringComparison.Ordinal));

    [Theory]
    [InlineData("using var x = [|h|]; return mix.call(x);", "disposes of")]
    [InlineData("using ([|h|]) return mix.call(h);", "disposes of")]
    [InlineData("var y = mix.call(h); [|h|].Dispose(); return y;", "disposes of")]
    [InlineData("[|h|].add_(1).mul_(2); return mix.call(h);", "changes")]
    [InlineData("[|h|][0] = zeros(1); return mix.call(h);", "changes")]
    public Task The_input_belongs_to_the_caller(string body, string verb) => DiagnosticAssert.Reports(
        Variant($"{Mix} public override Tensor Delta(Tensor h) {{ {body} }}"),
        ("AK0414", $"'Delta' {verb} its input 'h', which the caller goes on using; work on a new tensor"));

    [Fact]
    public Task A_tensor_in_place_of_the_input_may_change() =>
        DiagnosticAssert.ReportsNothing(Variant($"{Mix} public override Tensor Delta(Tensor h) {{ h = mix.call(h); return h.add_(1); }}"));

    [Theory]
    [InlineData(
        "8, shape.Width",
        "shape.Width, 8",
        "[Down] 'down' maps 8 to shape.Width, but it must take shape.Width; are [Down] and [Up] swapped?")]
    [InlineData("shape.Width, 8", "16, shape.Width", "[Up] 'up' maps 16 to shape.Width, but [Down] 'down' leads to 8")]
    public async Task The_halves_of_a_bottleneck_must_fit(string down, string up, string message)
    {
        var analysis = await Analysis.Run(Sources.Compile(Variant(
            $"[Down] private readonly Linear down = Linear({down}); [Up] private readonly Linear up = Linear({up});")));

        Assert.Equal([message], analysis.Ours.Select(diagnostic => diagnostic.GetMessage(null)));
    }

    [Theory]
    [InlineData("con")]
    [InlineData("lpt1")]
    [InlineData("bin")]
    public Task An_id_must_not_be_reserved(string id) => DiagnosticAssert.Reports(
        Variant(Mix + Delta).Replace("\"v\"", $"[|\"{id}\"|]", StringComparison.Ordinal),
        ("AK0005", $"'{id}' cannot be used in file names and weight keys; "
            + $"use a name that no system or build reserves, for example 'my-{id}'"));

    [Fact]
    public Task A_label_must_not_end_in_white_space() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", [|"b "|])]
        public sealed partial class T : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0321", "Label 'b ' begins or ends with white space; "
            + "labels are compared letter by letter, so a data set with the other form would not match"));

    [Fact]
    public Task The_end_of_a_backbone_must_not_be_missing() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = [|"use-lite"|]), Labels("a", "b")]
        public sealed partial class T : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0318", "Backbone 'use-lite' is not known here; did you mean 'use-lite-en'?"));

    private static string Variant(string members) =>
        $$"""
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape) : ResidualAdapter { {{members}} }
        """;
}
