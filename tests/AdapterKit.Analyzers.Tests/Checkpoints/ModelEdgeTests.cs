using static AdapterKit.Analyzers.Tests.CheckpointSources;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The rules for declared classes and for TorchSharp hold for <c>[BackboneModel]</c> classes as well.</summary>
public sealed class ModelEdgeTests
{
    private const string Words = "[Weight(\"w\")] private readonly Linear words = Linear(2, 2); ";

    [Fact]
    public Task A_complete_model_is_clean() => DiagnosticAssert.IsClean(
        Model(Words + "[Weight(\"s\")] private Parameter scale = new(ones(2)); private readonly int layers = config.Width;",
            "words.call(scale)"));

    [Theory]
    [InlineData("sealed partial class P", "sealed class [|P|]", "AK0001",
        "'P' must be partial because the generator adds members to types with [BackboneModel]")]
    [InlineData("sealed partial class P", "partial class [|P|]", "AK0002",
        "'P' must be sealed because modules declared in a derived class would not be registered")]
    [InlineData("sealed partial class P(C config, PretrainedIdentity identity) : PretrainedBackbone(identity)",
        "sealed partial class [|P|](C config, PretrainedIdentity identity)", "AK0004",
        "'P' is marked with [BackboneModel] and must derive from PretrainedBackbone")]
    [InlineData("sealed partial class P(C config, PretrainedIdentity identity)",
        "sealed partial class [|P|](C config, PretrainedIdentity identity, int x = 0)",
        "AK0510", "'P' must have a constructor with the parameters (configuration, PretrainedIdentity)")]
    [InlineData("sealed partial class P(C config, PretrainedIdentity identity)",
        "sealed partial class [|P|](A config, PretrainedIdentity identity)",
        "AK0510", "'P' must have a constructor with the parameters (configuration, PretrainedIdentity); "
            + "'A' is no configuration, because no property has [ConfigKey]")]
    [InlineData("[BackboneModel(\"published\")]", "[BackboneModel(\"published\", Prefix = [|\" . \"|])]",
        "AK0511", "No key begins with ' . ' and the keys of 'P'; change the prefix to ''")]
    public Task A_model_that_cannot_be_completed_is_reported(
        string before, string after, string id, string message) => DiagnosticAssert.Reports(
        Model(Words).Replace(before, after, StringComparison.Ordinal) + " public sealed class A { public int Width => 2; }", (id, message));

    [Fact]
    public Task A_type_around_a_model_must_be_partial() => DiagnosticAssert.Reports(
        "public static class [|Outer|] { "
        + Model(Words).Replace("public sealed partial record", "} public sealed partial record", StringComparison.Ordinal),
        ("AK0003", "'Outer' must be partial because it contains 'P', which the generator completes"));

    [Fact]
    public Task The_base_class_of_a_model_is_added_with_its_argument() => DiagnosticAssert.Fixes(
        "AK0004",
        "Derive from PretrainedBackbone(identity)",
        Model(Words).Replace(" : PretrainedBackbone(identity)", "", StringComparison.Ordinal),
        Model(Words));

    [Theory]
    [InlineData("ConfigReader")]
    [InlineData("PretrainedIdentity")]
    [InlineData("Components")]
    [InlineData("WeightMap")]
    public Task A_name_that_the_generated_part_of_a_model_uses_is_taken(string name) => DiagnosticAssert.Reports(
        $$"""
        namespace Acme
        {
            public sealed class {{name}};
            [BackboneModel("published")]
            public sealed partial class [|P|](C config, AdapterKit.PretrainedIdentity identity) : PretrainedBackbone(identity)
            {
                {{Words}}
                public override int Width { get; } = config.Width;
                public override AdaptedStack Encoder => null!;
                public override Tensor Embed(TokenBatch batch) => words.call(batch.Ids);
            }
        }
        """ + Config,
        ("AK0006", $"The namespace of 'P' declares its own type '{name}', a name that generated code needs there; "
            + "rename it or move one of the two to another namespace"));

    [Fact]
    public Task A_model_type_is_no_id() => DiagnosticAssert.ReportsNothing(
        Model(Words).Replace("\"published\"", "\"GPT_neox\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Weight(\"x\")] private readonly Parameter [|x|] = new(ones(2));", "AK0408",
        "'x' must not be readonly because moving the module replaces its parameters")]
    [InlineData("public Linear [|X|] { get; } = Linear(2, 2);", "AK0401",
        "'X' is an auto-property whose module would not be registered; hold it in a field")]
    [InlineData("private readonly List<Linear> [|x|] = [];", "AK0402",
        "'x' is a collection whose elements TorchSharp does not register; use a ModuleList or one field for each element")]
    [InlineData("[Weight(\"x\"), [|TorchSharp.Utils.ComponentName(Name = \"y\")|]] private readonly Linear x = Linear(2, 2);", "AK0403",
        "The generator registers 'x' as 'x'; remove the name 'y' given here")]
    [InlineData("public void Register() => [|register_module(\"y\", words)|];", "AK0403",
        "The generator registers 'words' as 'words'; remove the name 'y' given here")]
    [InlineData("private readonly Tensor [|x|] = ones(2);", "AK0404",
        "'x' is a plain Tensor, which is neither stored in a bundle nor moved with the module; make it a Parameter, with "
        + "requires_grad: false if it is not trained")]
    [InlineData("[Weight(\"x\")] private Linear x = Linear(2, 2); public void Tie() { [|x = words|]; }", "AK0405",
        "'x' shares the module of 'words'; moving the module to another device would dispose it while one of them still uses it")]
    [InlineData("public Tensor Twice(Tensor h) { [|using|] var x = h.mul_(2); return x + 1; }", "AK0406",
        "'mul_' returns 'h' itself, so this 'using' would dispose 'h'")]
    [InlineData("public Tensor Same(Tensor h) => [|h|];", "AK0407",
        "'Same' returns its input 'h', so disposing the result would dispose the input; return h.alias()")]
    [InlineData("[Weight(\"x\")] private readonly Linear [|_words|] = Linear(2, 2);", "AK0409",
        "'_words' and 'words' would both have the key 'words'; rename one of them")]
    [InlineData("[Weight(\"x\"), [|Zeros|]] private readonly Linear x = Linear(2, 2);", "AK0110",
        "[Zeros] has no effect on 'x': only adapter variants and what they share initialize weights with attributes")]
    public Task The_rules_for_modules_hold(string member, string id, string message) =>
        DiagnosticAssert.Reports(Model(Words + member), (id, message));

    [Theory]
    [InlineData("public sealed class [|M|]() : nn.Module(\"m\") { [Weight(\"x\")] private readonly Linear x = Linear(2, 2); }", "[Weight]")]
    [InlineData("public sealed record [|C|] { [ConfigKey(\"x\")] public int X { get; init; } }", "[ConfigKey]")]
    public Task A_type_with_keys_must_be_partial(string source, string marker) => DiagnosticAssert.Reports(
        source, ("AK0001", $"'{source.Split("[|")[1][..1]}' must be partial because the generator adds members to types with {marker}"));

    [Theory]
    [InlineData("public sealed partial class M() : nn.Module(\"m\") { [Weight(\"x\")] private readonly Linear x = Linear(2, 2); }")]
    [InlineData("public sealed partial record C { [ConfigKey(\"x\")] public int X { get; init; } }")]
    public Task A_type_around_a_type_with_keys_must_be_partial(string source) => DiagnosticAssert.Reports(
        $"public static class [|Outer|] {{ {source} }}",
        ("AK0003", $"'Outer' must be partial because it contains '{(source.Contains('M') ? "M" : "C")}', which the generator completes"));

    [Fact]
    public Task Several_types_with_keys_become_partial_at_once() => DiagnosticAssert.FixesAll(
        "AK0001",
        "public sealed record A { [ConfigKey(\"x\")] public int X { get; init; } } "
            + "public record B { [ConfigKey(\"x\")] public int X { get; init; } }",
        "public sealed partial record A { [ConfigKey(\"x\")] public int X { get; init; } } "
            + "public partial record B { [ConfigKey(\"x\")] public int X { get; init; } }");

    [Theory]
    [InlineData("public sealed class Own", "", "it has no method 'public static Own Load(string directory)'")]
    [InlineData("public sealed class Own", "private static Own Load(string directory) => null!;",
        "it has no method 'public static Own Load(string directory)'")]
    [InlineData("public abstract class Own", "public static Own Load(string directory) => null!;", "it is abstract")]
    [InlineData("public sealed class Own<T>", "public static Own<T> Load(string directory) => null!;", "'Own' has type parameters")]
    [InlineData("file sealed class Own", "public static Own Load(string directory) => null!;",
        "the entry point of the assembly cannot name 'Own'; make it internal or public")]
    [InlineData("[Obsolete(\"Gone.\", true)] public sealed class Own", "public static Own Load(string directory) => null!;",
        "'Own' is [Obsolete] as an error; make that a warning")]
    public Task A_backbone_that_no_host_can_load_is_reported(string declaration, string load, string obstacle) => DiagnosticAssert.Reports(
        $"[[|Backbone(\"own\")|]] {declaration} : PretrainedBackbone {{ private Own() : base(null!) {{ }} {load} {Overrides} }}",
        ("AK0512", $"'Own' cannot be offered with [Backbone]: {obstacle}"));

    [Fact]
    public Task Only_a_backbone_can_be_offered() => DiagnosticAssert.Reports(
        "[[|Backbone(\"own\")|]] public sealed class Own { public static Own Load(string directory) => new(); }",
        ("AK0512", "'Own' cannot be offered with [Backbone]: it does not derive from Backbone"));

    [Fact]
    public Task The_id_of_a_backbone_becomes_a_directory() => DiagnosticAssert.Fixes(
        "AK0005",
        "Change to 'my-own'",
        $"[Backbone(\"My Own\")] public sealed class Own : PretrainedBackbone {{ private Own() : base(null!) {{ }} {Load} {Overrides} }}",
        $"[Backbone(\"my-own\")] public sealed class Own : PretrainedBackbone {{ private Own() : base(null!) {{ }} {Load} {Overrides} }}");

    [Fact]
    public Task A_declared_model_needs_no_method_to_load_it() => DiagnosticAssert.IsClean(
        Model(Words, "words.call(ones(2))").Replace("[BackboneModel", "[Backbone(\"own\")] [BackboneModel", StringComparison.Ordinal));

    private const string Load = "public static Own Load(string directory) => null!;";

    private const string Overrides =
        "public override int Width => 1; public override AdaptedStack Encoder => null!; "
        + "public override Tensor Embed(TokenBatch batch) => null!; protected override void RegisterComponents() { }";
}
