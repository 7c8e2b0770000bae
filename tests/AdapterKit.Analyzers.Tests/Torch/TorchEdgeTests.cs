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
        return Verify.Silent(Variant($"{Mix} public override Tensor Delta(Tensor h) {{ {body} }}"));
    }

    [Theory]
    [InlineData("private readonly ModuleList<Linear> more = ModuleList(Linear(2, 2));")]
    [InlineData("private readonly Func<Linear> make = () => Linear(2, 2);")]
    [InlineData("private static readonly Tensor one = ones(1);")]
    [InlineData("private Parameter? gate = options.LearnScaling ? new(ones(2)) : null;")]
    [InlineData("private Linear Mix => mix;")]
    [InlineData("private static Tensor Same(Tensor h) => h;")]
    public Task A_variant_may_hold(string member) => Verify.Silent(Variant(Mix + Delta + member));

    [Theory, Reports("AK0407")]
    [InlineData("return [|h|];")]
    [InlineData("if (shape.Width > 0) return [|h|]; h = mix.call(h); return h;")]
    [InlineData("return ([|h|]);")]
    [InlineData("return shape.Width switch { 0 => [|h|], _ => mix.call(h) };")]
    public Task A_returned_input_is_found(string body) => Verify.Reports(
        Variant($"{Mix} public override Tensor Delta(Tensor h) {{ {body} }}"),
        ("AK0407", "'Delta' returns its input 'h' itself, and whoever disposes of the result loses the input: return h.alias()"));

    [Fact, Reports("AK0406")]
    public Task A_using_statement_on_an_in_place_result_is_found() => Verify.Reports(
        Variant($"{Mix} public override Tensor Delta(Tensor h) {{ [|using|] (h.add_(1).mul_(2)) return mix.call(h); }}"),
        ("AK0406", "'mul_' returns 'h' itself: this 'using' would dispose of 'h'"));

    [Theory, Reports("AK0402")]
    [InlineData("private readonly List<Linear> [|x|] = [];", "ModuleList")]
    [InlineData("private readonly IReadOnlyList<Linear> [|x|] = [];", "ModuleList")]
    [InlineData("private readonly Dictionary<string, Linear> [|x|] = [];", "ModuleDict")]
    [InlineData("private readonly Parameter[] [|x|] = [];", "ParameterList")]
    [InlineData("private readonly Dictionary<string, Parameter> [|x|] = [];", "ParameterDict")]
    [InlineData("private List<Linear> [|x|] { get; } = [];", "ModuleList")]
    public Task Plain_collections_are_found(string member, string better) => Verify.Reports(
        Variant(Mix + Delta + member), ("AK0402", $"'x' is a collection that TorchSharp does not look into: use a {better}, or one field each"));

    [Fact, Reports("AK0401")]
    public Task Parameters_in_auto_properties_are_found() => Verify.Reports(
        Variant(Mix + Delta + "public Parameter [|Gate|] { get; set; } = new(ones(2));"),
        ("AK0401", "'Gate' is an auto-property, whose parameter would not be registered: hold it in a field"));

    [Fact, Reports("AK0403")]
    public Task A_registration_by_hand_is_found() => Verify.Reports(
        Variant(Mix + Delta + "public void Register() { [|register_module(\"other\", mix)|]; }"),
        ("AK0403", "The compiler registers 'mix' as 'mix': leave out the name 'other' given here"));

    [Fact, Mends("AK0403")]
    public Task A_registration_by_hand_is_removed() => Verify.Mends(
        "AK0403",
        "Leave the registration to the compiler",
        Variant(Mix + Delta + "public void Register() { register_module(\"other\", mix); }"),
        Variant(Mix + Delta + "public void Register() { }"));

    [Fact, Reports("AK0405")]
    public Task One_argument_in_two_fields_is_found() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class L(FeedForward shared) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("a")] private readonly FeedForward first = shared;
            [Sublayer, InsertionPoint("b")] private readonly FeedForward [|second|] = shared;
        }
        """,
        ("AK0405", "'second' is given the module of 'first': moving the module to another device would dispose of it under one of them"));

    [Fact]
    public Task Other_classes_are_left_alone() => Verify.Silent(
        "public sealed class Plain { public Linear[] All { get; } = []; public Tensor Same(Tensor h) => h; public void Use(Tensor h) { using var x = h.add_(1); } }");

    private static string Variant(string members) =>
        $"[AdapterVariant(\"v\")] public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter {{ {members} }}";
}
