using static AdapterKit.Analyzers.Tests.CheckpointSources;

namespace AdapterKit.Analyzers.Tests;

public sealed class WeightEdgeTests
{
    private const string Norm = "[Weight(\"n\")] private readonly LayerNorm n = LayerNorm(4); ";

    private const string Head =
        " public sealed partial class Head() : nn.Module<Tensor, Tensor>(\"h\") "
        + "{ [Weight(\"x\")] private readonly Linear x = Linear(2, 2); public override Tensor forward(Tensor input) => x.call(input); }";

    [Theory]
    [InlineData("[Weight(\"d\")] private readonly Linear d = Linear(4, 4); private readonly Dropout drop = Dropout(0.1);")]
    [InlineData("[Weight(\"d\")] private readonly Linear d = Linear(4, 4); private readonly GELU act = GELU();")]
    [InlineData("[Weight(\"d\")] private readonly Linear d = Linear(4, 4); private static readonly Linear shared = Linear(4, 4);")]
    [InlineData("private readonly Linear d = Linear(4, 4);")]
    [InlineData("[Weight(\"b\")] private Parameter b = new(ones(2)); [Weight(\"b\")] private readonly Linear d = Linear(4, 4);")]
    [InlineData("[Weight(\"h.{i}\")] private readonly AdaptedStack? encoder = null;")]
    [InlineData("[Weight(\"a\", Optional = true, Transposed = true)] private readonly Linear? a = null;")]
    [InlineData("[Weight(\"a\", Part = \"qkv\"), Weight(\"b\", Part = \"o\")] private readonly SelfAttention a = new(4, 2);")]
    public Task A_module_may_declare(string members) => DiagnosticAssert.ReportsNothing(Module(members));

    [Theory]
    [InlineData("private Parameter [|p|] = new(ones(2));", "parameter")]
    [InlineData("private readonly Linear? [|p|] = null;", "module")]
    [InlineData("public Linear [|p|] { get; } = Linear(2, 2);", "module")]
    [InlineData("private readonly SelfAttention [|p|] = new(4, 2);", "module")]
    public Task A_component_without_a_key_is_reported(string member, string noun) => DiagnosticAssert.Reports(
        Module(Norm + member),
        ("AK0501", $"'p' has no [Weight], so this {noun} would keep its random weights when a checkpoint is loaded"));

    [Fact]
    public Task A_model_without_any_key_is_reported() => DiagnosticAssert.Reports(
        Model("private readonly Linear [|p|] = Linear(2, 2);"),
        ("AK0501", "'p' has no [Weight], so this module would keep its random weights when a checkpoint is loaded"));

    [Fact]
    public Task A_model_with_a_map_of_its_own_needs_no_keys() => DiagnosticAssert.ReportsNothing(
        Model("private readonly Linear p = Linear(2, 2); void IMappedWeights.MapWeights(WeightMap map) => map.Add(\"p\", p);"));

    [Fact]
    public Task A_suppressed_component_keeps_its_random_weights_on_purpose() => DiagnosticAssert.ReportsNothing(Module(
        Norm + "\n#pragma warning disable AK0501 // Trained from scratch.\nprivate readonly Linear head = Linear(2, 2);\n"
        + "#pragma warning restore AK0501\n"));

    [Theory]
    [InlineData("[Weight(\"a\")] private readonly Linear a = Linear(2, 2); [Weight([|\"a\"|])] "
        + "private readonly LayerNorm b = LayerNorm(2);",
        "'a' cannot be a key of 'b': it is the key of 'a'")]
    [InlineData("[Weight([|\"a\"|])] private readonly Linear a = Linear(2, 2), b = Linear(2, 2);",
        "'a' cannot be a key of 'b': it is the key of 'a'")]
    [InlineData("[Weight(\"a\")] private Parameter a = new(ones(1)); [Weight([|\"a\"|])] private Parameter b = new(ones(1));",
        "'a' cannot be a key of 'b': it is the key of 'a'")]
    [InlineData("[Weight(\"a\")] private readonly Head a = new(); [Weight([|\"a\"|])] private readonly Head b = new();",
        "'a' cannot be a key of 'b': it is the key of 'a'")]
    [InlineData("[Weight(\"a\", Part = \"fc1\"), Weight([|\"a\"|], Part = \"fc2\")] "
        + "private readonly FeedForward b = new(2, 2, Activation.Relu);",
        "'a' cannot be a key of 'b': it is the key of part 'fc1' of 'b'")]
    [InlineData("[Weight(\"a\", Part = \"fc1\"), Weight(\"b\", Part = \"fc2\"), [|Weight(\"c\", Part = \"fc1\")|]] "
        + "private readonly FeedForward b = new(2, 2, Activation.Relu);",
        "'c' cannot be a key of 'b': part 'fc1' has the key 'a' already")]
    [InlineData("[Weight(\"a\", Part = \"qkv\"), Weight(\"b\", Part = \"o\"), Weight(\"c\", Part = [|\"k\"|])] "
        + "private readonly SelfAttention b = new(4, 2);",
        "'c' cannot be a key of 'b': part 'k' has rows in common with 'qkv'")]
    public Task A_weight_with_two_keys_or_a_key_with_two_weights_is_reported(string members, string message) =>
        DiagnosticAssert.Reports(Module(members) + Head, ("AK0502", message));

    [Fact]
    public Task Components_with_different_maps_may_share_a_key() => DiagnosticAssert.ReportsNothing(
        Module("[Weight(\"a\")] private readonly Head a = new(); [Weight(\"a\")] private readonly LayerNorm b = LayerNorm(2);") + Head);

    [Theory]
    [InlineData("[Weight(\"x\", Part = [|\"value\"|]), Weight(\"q\", Part = \"q\"), Weight(\"k\", Part = \"k\"), "
        + "Weight(\"o\", Part = \"o\")] "
        + "private readonly SelfAttention x = new(4, 2);", "'SelfAttention' has no part 'value'; did you mean 'v'?")]
    [InlineData("[Weight(\"x\", Part = [|\"fc3\"|])] private readonly FeedForward x = new(2, 2, Activation.Relu);",
        "'FeedForward' has no part 'fc3'; did you mean 'fc1'?")]
    [InlineData("[Weight(\"x\", Part = [|\"dense\"|])] private readonly SelfAttention x = new(4, 2);",
        "'SelfAttention' has no part 'dense', only q, k, v, qkv, o")]
    [InlineData("[Weight(\"x\", Part = [|\"x\"|])] private readonly SelfAttention x = new(4, 2);",
        "'SelfAttention' has no part 'x', only q, k, v, qkv, o")]
    [InlineData("[Weight(\"x\", [|Part = \"q\"|])] private readonly Linear x = Linear(2, 2);",
        "'Linear' has no parts; remove Part")]
    [InlineData("[Weight([|\"x\"|])] private readonly SelfAttention x = new(4, 2);",
        "'SelfAttention' has the parts q, k, v, qkv, o, and each has a key of its own; name it with Part")]
    public Task A_part_that_does_not_exist_is_reported(string members, string message) =>
        DiagnosticAssert.Reports(Module(members), ("AK0503", message));

    [Fact]
    public Task A_part_of_a_field_without_parts_is_removed() => DiagnosticAssert.Fixes(
        "AK0503",
        "Remove Part = \"q\"",
        Model("[Weight(\"x\", Part = \"q\", Optional = true)] private readonly Linear x = Linear(2, 2);"),
        Model("[Weight(\"x\", Optional = true)] private readonly Linear x = Linear(2, 2);"));

    [Fact]
    public Task A_sublayer_of_a_user_names_its_own_parts() => DiagnosticAssert.Reports(
        Module("[Weight(\"a\", Part = \"gate\"), Weight(\"b\", Part = [|\"gat\"|])] private readonly Gated x = new(); "
            + "[Weight(\"c\", Part = \"anything\")] private readonly Unnamed y = new();")
        + """
        [WeightParts("gate", "up")]
        public sealed class Gated() : nn.Module("gated"), IWeightParts { public WeightPart GetPart(string name) => default; }
        public sealed class Unnamed() : nn.Module("unnamed"), IWeightParts { public WeightPart GetPart(string name) => default; }
        """,
        ("AK0503", "'Gated' has no part 'gat'; did you mean 'gate'?"));

    [Theory]
    [InlineData("[Weight(\"a\", Part = \"qkv\")] private readonly SelfAttention [|x|] = new(4, 2);", "part 'o'")]
    [InlineData("[Weight(\"a\", Part = \"q\"), Weight(\"b\", Part = \"o\")] private readonly SelfAttention [|x|] = new(4, 2);",
        "parts 'k', 'v'")]
    [InlineData("[Weight(\"a\", Part = \"fc1\", Optional = true)] private readonly FeedForward [|x|] = new(2, 2, Activation.Relu);",
        "part 'fc2'")]
    public Task A_part_without_a_key_is_reported(string members, string parts) => DiagnosticAssert.Reports(
        Module(members), ("AK0504", $"'x' has no key for {parts}, which would keep random weights when a checkpoint is loaded"));

    [Theory]
    [InlineData("h", "h.{i}")]
    [InlineData("encoder.layer.{n}", "encoder.layer.{i}")]
    [InlineData("encoder.layer.0", "encoder.layer.{i}")]
    [InlineData("encoder.0.block", "encoder.{i}.block")]
    public Task The_number_of_the_layer_is_added(string key, string better) => DiagnosticAssert.Fixes(
        "AK0505",
        $"Change to '{better}'",
        Model($"[Weight(\"{key}\")] private readonly AdaptedStack encoder = new([]);"),
        Model($"[Weight(\"{better}\")] private readonly AdaptedStack encoder = new([]);"));

    [Theory]
    [InlineData("[Weight([|\"h.{i}.{i}\"|])] private readonly AdaptedStack x = new([]);", "contain {i} once, for the number of the layer")]
    [InlineData("[Weight([|\"h.{i}.{i}\"|])] private readonly Linear x = Linear(2, 2);",
        "not contain {i}, because only an AdaptedStack has numbered layers")]
    [InlineData("[Weight([|\"h.{i}.{i}\"|])] private Parameter x = new(ones(2));",
        "not contain {i}, because only an AdaptedStack has numbered layers")]
    public Task A_wrong_number_of_layer_numbers_is_reported(string members, string rule) =>
        DiagnosticAssert.Reports(Model(members), ("AK0505", $"The key 'h.{{i}}.{{i}}' of 'x' must {rule}"));

    [Theory]
    [InlineData("[[|Weight(\"k\")|]] private static readonly Linear x = Linear(2, 2);", "only instance fields have keys")]
    [InlineData("[[|Weight(\"k\")|]] private const int x = 2;", "only instance fields have keys")]
    [InlineData("[[|Weight(\"k\")|]] private readonly Tensor x = ones(2);", "it holds neither a module nor a Parameter")]
    [InlineData("[[|Weight(\"k\")|]] private readonly List<Linear> x = [];", "it holds neither a module nor a Parameter")]
    [InlineData("[field: [|Weight(\"k\")|]] private Linear x { get; } = Linear(2, 2);",
        "it is an auto-property; hold the component in a field")]
    public Task A_key_of_anything_but_a_component_is_reported(string members, string reason) =>
        DiagnosticAssert.Reports(Module(members), ("AK0506", $"[Weight(\"k\")] on 'x' leads to no weight: {reason}"));

    [Theory]
    [InlineData("", "its key is empty")]
    [InlineData("a b", "its key contains white space")]
    [InlineData(" ", "its key contains white space")]
    [InlineData(".a", "its key begins or ends with a dot, or has two in a row")]
    [InlineData("a.", "its key begins or ends with a dot, or has two in a row")]
    [InlineData("a..b", "its key begins or ends with a dot, or has two in a row")]
    public Task A_key_that_no_checkpoint_contains_is_reported(string key, string reason) => DiagnosticAssert.Reports(
        Module($"[Weight([|\"{key}\"|])] private readonly Linear x = Linear(2, 2);"),
        ("AK0506", $"[Weight(\"{key}\")] on 'x' leads to no weight: {reason}"));

    [Fact]
    public Task A_malformed_key_is_mended() => DiagnosticAssert.Fixes(
        "AK0506",
        "Change to 'a.b'",
        Model("[Weight(\".a..b \")] private readonly Linear x = Linear(2, 2);"),
        Model("[Weight(\"a.b\")] private readonly Linear x = Linear(2, 2);"));

    [Fact]
    public Task The_keys_of_a_component_may_follow_directly() =>
        DiagnosticAssert.ReportsNothing(Module("[Weight(\"\")] private readonly Head x = new();") + Head);

    [Theory]
    [InlineData("public sealed class H { [[|Weight(\"k\")|]] private readonly Linear? x; private readonly Linear? y; }",
        "'H' is not a module")]
    [InlineData("public abstract class H() : nn.Module(\"h\") { [[|Weight(\"k\")|]] private readonly Linear? x; }",
        "'H' is abstract; declare keys in the classes that are created")]
    public Task A_class_that_can_have_no_map_is_reported(string source, string reason) =>
        DiagnosticAssert.Reports(source, ("AK0506", $"[Weight(\"k\")] on 'x' leads to no weight: {reason}"));

    [Fact]
    public Task Every_key_without_effect_is_reported() => DiagnosticAssert.Reports(
        Module(Norm + "[[|Weight(\"a\")|], [|Weight(\"b\")|]] private readonly double x = 1;"),
        ("AK0506", "[Weight(\"a\")] on 'x' leads to no weight: it holds neither a module nor a Parameter"),
        ("AK0506", "[Weight(\"b\")] on 'x' leads to no weight: it holds neither a module nor a Parameter"));
}
