namespace AdapterKit.Analyzers.Tests;

public sealed class TorchEdgeTests
{
    private const string Mix = "private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);";
    private const string Delta = "public override Tensor Delta(Tensor h) => mix.call(h);";

    [Theory]
    [InlineData("the result of an in-place operation on a fresh tensor", "using var twice = mix.call(h).mul_(2); return twice + 1;")]
    [InlineData("a parameter that holds another tensor by then", "h = mix.call(h); return h;")]
    [InlineData("a function that returns its input", "Func<Tensor, Tensor> same = x => x; return mix.call(same(h));")]
    [InlineData("a local that is an alias", "var x = h.alias(); return x;")]
    public Task A_body_may_use(string what, string body)
    {
        _ = what;
        return DiagnosticAssert.ReportsNothing(Variant($"{Mix} public override Tensor Delta(Tensor h) {{ {body} }}"));
    }

    [Theory]
    [InlineData("private readonly ModuleList<Linear> more = ModuleList(Linear(2, 2));")]
    [InlineData("private readonly Func<Linear> make = () => Linear(2, 2);")]
    [InlineData("private static readonly Tensor one = ones(1);")]
    [InlineData("private Parameter? gate = options.LearnScaling ? new(ones(2)) : null;")]
    [InlineData("private Linear Mix => mix;")]
    [InlineData("private static Tensor Same(Tensor h) => h;")]
    public Task A_variant_may_hold(string member) => DiagnosticAssert.ReportsNothing(Variant(Mix + Delta + member));

    [Theory]
    [InlineData("return [|h|];")]
    [InlineData("if (shape.Width > 0) return [|h|]; h = mix.call(h); return h;")]
    [InlineData("return ([|h|]);")]
    [InlineData("return shape.Width switch { 0 => [|h|], _ => mix.call(h) };")]
    public Task A_returned_input_is_reported(string body) => DiagnosticAssert.Reports(
        Variant($"{Mix} public override Tensor Delta(Tensor h) {{ {body} }}"),
        ("AK0407", "'Delta' returns its input 'h', so disposing the result would dispose the input; return h.alias()"));

    [Fact]
    public Task A_using_statement_on_an_in_place_result_is_reported() => DiagnosticAssert.Reports(
        Variant($"{Mix} public override Tensor Delta(Tensor h) {{ [|using|] (h.add_(1).mul_(2)) return mix.call(h); }}"),
        ("AK0406", "'mul_' returns 'h' itself, so this 'using' would dispose 'h'"));

    [Theory]
    [InlineData("private readonly List<Linear> [|x|] = [];", "ModuleList")]
    [InlineData("private readonly IReadOnlyList<Linear> [|x|] = [];", "ModuleList")]
    [InlineData("private readonly Dictionary<string, Linear> [|x|] = [];", "ModuleDict")]
    [InlineData("private readonly Parameter[] [|x|] = [];", "ParameterList")]
    [InlineData("private readonly Dictionary<string, Parameter> [|x|] = [];", "ParameterDict")]
    [InlineData("private List<Linear> [|x|] { get; } = [];", "ModuleList")]
    public Task Plain_collections_are_reported(string member, string better) => DiagnosticAssert.Reports(
        Variant(Mix + Delta + member),
        ("AK0402", $"'x' is a collection whose elements TorchSharp does not register; use a {better} or one field for each element"));

    [Fact]
    public Task Parameters_in_auto_properties_are_reported() => DiagnosticAssert.Reports(
        Variant(Mix + Delta + "public Parameter [|Gate|] { get; set; } = new(ones(2));"),
        ("AK0401", "'Gate' is an auto-property whose parameter would not be registered; hold it in a field"));

    [Fact]
    public Task A_manual_registration_is_reported() => DiagnosticAssert.Reports(
        Variant(Mix + Delta + "public void Register() { [|register_module(\"other\", mix)|]; }"),
        ("AK0403", "The generator registers 'mix' as 'mix'; remove the name 'other' given here"));

    [Fact]
    public Task A_manual_registration_is_removed() => DiagnosticAssert.Fixes(
        "AK0403",
        "Remove the registration",
        Variant(Mix + Delta + "public void Register() { register_module(\"other\", mix); }"),
        Variant(Mix + Delta + "public void Register() { }"));

    [Fact]
    public Task An_argument_in_two_fields_is_reported() => DiagnosticAssert.Reports(
        """
        [TransformerLayer]
        public sealed partial class L(FeedForward shared) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("a")] private readonly FeedForward first = shared;
            [Sublayer, InsertionPoint("b")] private readonly FeedForward [|second|] = shared;
        }
        """,
        ("AK0405", "'second' shares the module of 'first'; "
            + "moving the module to another device would dispose it while one of them still uses it"));

    [Fact]
    public Task Other_classes_are_ignored() => DiagnosticAssert.ReportsNothing(
        """
        public sealed class Plain
        {
            public Linear[] All { get; } = [];
            public Tensor Same(Tensor h) => h;
            public void Use(Tensor h) { using var x = h.add_(1); }
        }
        """);

    private static string Variant(string members) =>
        $$"""
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter { {{members}} }
        """;
}
