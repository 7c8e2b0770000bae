namespace AdapterKit.Analyzers.Tests;

/// <summary>Writes declarations at random: valid C# around names and shapes that generated code could stumble over.</summary>
/// <param name="random">The source of all choices.</param>
/// <param name="number">Tells the declaration from others in its compilation.</param>
internal sealed class DeclarationGrammar(Random random, int number)
{
    private const string Usings =
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        using AdapterKit;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        """;

    // What generated code declares, calls, or uses as a type, a local or a parameter; and what C# reads in its own way.
    private static readonly string[] Names =
    [
        "mix", "_mix", "__", "h", "x", "pass", "reduced", "activated", "sublayer", "residual", "dtype", "device", "non_blocking",
        "moved_mix",
        "shape", "options", "values", "reader", "writer", "switches", "backbone", "config", "batch", "map", "field", "value", "declared",
        "componentsAreRegistered", "@event", "@default", "@int", "@base", "@this", "@record", "@required", "async", "await", "dynamic",
        "notnull", "on", "partial", "@scoped", "unmanaged", "var", "when", "where", "with", "yield", "global", "AdapterKit",
        "TorchSharp", "System",
        "Variant", "ReadOptions", "WriteOptions", "InitializeWeights", "RegisterComponents", "InsertionPoints", "DropSwitches", "FirstSite",
        "Declared", "Attention", "FusionAttention", "AddTo", "AfterMix", "BeforeMix", "Components", "Device", "ScalarType",
        "Tensor", "Linear",
        "Initialize", "Activation", "ActivationFunctions", "Scaling", "IBottleneck", "IAdapterVariant", "AdapterVariant", "OptionsReader",
        "OptionsWriter", "VariantOptions", "AdapterPass", "DropSet", "LayerSet", "InsertionPoint", "NormPlacement", "AdapterConfig",
        "AdapterPlacement", "Backbone", "TaskDeclaration", "FusionConfig", "MemberAttention", "Setup", "TokenBatch", "größe",
        "naïve", "क्षेत्र",
    ];

    private static readonly string[] Points =
    [
        "mix", "attention", "feed_forward", "feed-forward", "drop_switches", "to_string", "get_hash_code", "equality_contract",
        "class", "1", "2nd",
        "layer_set", "drop_set", "tensor", "components", "first_site", "x", "Mix", "clone", "é",
    ];

    /// <summary>Writes the next declaration, in a file of its own.</summary>
    public string Write()
    {
        var (before, head, after) = PickContainer();
        var declaration = random.Next(3) switch
        {
            0 => WriteVariant(head),
            1 => WriteLayer(head),
            _ => WriteTask(head),
        };
        var directive = Pick("", "", "", "#nullable disable\n", "#nullable enable\n", "#line 7 \"other.cs\"\n");
        return $"{directive}{Usings}\nnamespace {PickNamespace()};\n{before}\n{declaration}\n{after}\n";
    }

    private string PickNamespace() => $"F{number}" + Pick("", "", "", ".Components", ".@class", ".System", ".Tensor", ".AdapterKit");

    private (string Before, string Head, string After) PickContainer() => random.Next(14) switch
    {
        0 => ("public static partial class Outer {", "public", "}"),
        1 => ("public partial record struct Outer {", "internal", "}"),
        2 => ("public partial interface IOuter {", "public", "}"),
        3 => ("public partial class Outer<T> {", "public", "}"),
        4 => ("public partial class Outer<Tensor> where Tensor : class {", "internal", "}"),
        5 => ("internal partial class Outer { public static int Components => 1; internal class Device; ", "internal", "}"),
        6 => ("public partial class Outer {", "private", "}"),
        7 => ("public partial class Outer {", "protected internal", "}"),
        8 => ("public partial class Outer {", "private protected", "}"),
        9 => ("public partial class @class { public partial record Inner {", "internal", "} }"),
        10 => ("public class NotPartial {", "internal", "}"),
        11 => ("", "file", ""),
        _ => ("", Pick("public", "internal", ""), ""),
    };

    private string WriteVariant(string head)
    {
        var type = PickType();
        var (record, options, size) = PickOptions(head);
        var fields = PickDistinct(4, type).ToArray();
        var shape = Pick("shape", "shape", "Variant", "h", "Tensor");
        var constructor = Pick(
            $"(AdapterShape {shape}, {options} given)",
            $"(AdapterShape {shape}, {options} given)",
            $"(AdapterShape {shape}, {options} given)",
            $"({options} given, AdapterShape {shape})",
            $"(in AdapterShape {shape}, {options} given)");
        size = size.Replace("options", "given", StringComparison.Ordinal);
        var body = Pick(
            $$"""
            [Down, Normal({{Pick("0.02", "double.NaN", "double.PositiveInfinity", "1e-30")}})]
            private readonly Linear {{fields[0]}} = Linear({{shape}}.Width, {{size}});
            [Up, Zeros] private readonly Linear {{fields[1]}} = Linear({{size}}, {{shape}}.Width);
            {{Pick("", $"private readonly global::AdapterKit.Activation {fields[2]} = global::AdapterKit.Activation.Gelu;")}}
            {{Pick("", $"private readonly global::AdapterKit.Scaling {fields[3]} = new(0.5, false);")}}
            """,
            $$"""
            [Ones] private Parameter {{fields[0]}} = new(ones({{shape}}.Width + {{size}}));
            {{Pick("", $"private Parameter? {fields[1]} = null;")}}
            public override torch.Tensor Delta(torch.Tensor states) => states * this.{{fields[0]}};
            """);
        return $$"""
            {{record}}
            {{PickWarning()}}[AdapterVariant("{{Pick("v", "V", "con", "a b", "ü")}}{{number}}")]
            {{head}} sealed {{PickPartial()}} class {{type}}{{PickArity()}}{{constructor}} : ResidualAdapter
            {
                {{body}}
                {{PickMember([.. fields, type])}}
            }
            """;
    }

    private (string Record, string Name, string Size) PickOptions(string head)
    {
        var access = head is "file" ? "public" : head;
        string[] names = [.. PickDistinct(3).Where(name => name.TrimStart('@') is not ("EqualityContract" or "Options"))];
        var (parameters, members, size) = random.Next(12) switch
        {
            0 => ("", $"public int {names[0]} {{ get; private set; }} = 2;", "2"),
            1 => ("", "public int this[int i] { get => i; set { } }", "2"),
            2 => ($"(int {names[0]} = 2)", "", $"options.{names[0]}"),
            3 => ($"(int {names[0]})", "", $"options.{names[0]}"),
            4 => ("", $"public required int {names[0]} {{ get; init; }}", $"options.{names[0]}"),
            5 => ("", $"[Obsolete(\"gone\")] public int {names[0]} {{ get; init; }} = 2;", "2"),
            6 => ("", $"[Obsolete(\"gone\", true)] public int {names[0]} {{ get; init; }} = 2;", "2"),
            7 => ("", $"[Experimental(\"ACME1\")] public double {names[0]} {{ get; init; }} = double.NaN;", "2"),
            8 => ("", $"public string {names[0]} {{ get; init; }} = \"a\"; public bool? {names[1]} {{ get; set; }} "
                + $"public DateTime {names[2]} {{ get; init; }}", "2"),
            9 => ("", $"public float {names[0]} {{ get; init; }} = float.PositiveInfinity; "
                + $"public DayOfWeek {names[1]} {{ get; init; }}", "2"),
            10 => ("", $"public long {names[0]} {{ get; init; }} "
                + $"public AttributeTargets {names[1]} {{ get; init; }} = AttributeTargets.All;", "2"),
            _ => ("", "", "2"),
        };
        var name = Pick("Given", "@params", "BaseOptions");
        return ($"{access} sealed record {name}{parameters} : global::AdapterKit.VariantOptions {{ {members} }}", name, size);
    }

    private string WriteLayer(string head)
    {
        var type = PickType();
        var fields = PickDistinct(5, type).ToArray();
        var points = Points.OrderBy(_ => random.Next()).Take(2).ToArray();
        var norm = Pick("Pre", "Post");
        var body = Pick(
            $$"""
            [Sublayer, InsertionPoint("{{points[0]}}", Norm = nameof({{fields[2]}}))]
            private readonly FeedForward {{fields[0]}} = new(width, width, global::AdapterKit.Activation.Relu);
            [Sublayer, InsertionPoint("{{points[1]}}")] private readonly SelfAttention {{fields[1]}} = new(width, 1);
            private readonly LayerNorm {{fields[2]}} = LayerNorm(width);
            """,
            $$"""
            private readonly LayerNorm {{fields[0]}} = LayerNorm(width);
            private readonly int {{fields[1]}} = width;
            public override torch.Tensor forward(torch.Tensor {{fields[2]}}, global::AdapterKit.AdapterPass {{fields[3]}}) =>
                After({{fields[2]}}, {{fields[2]}}, {{fields[3]}});
            [InsertionPoint("{{points[0]}}", Norm = nameof({{fields[0]}}), Width = nameof({{fields[1]}}))]
            {{Pick("private", "public", "", "private protected")}} partial torch.Tensor After(
                torch.Tensor{{Pick("", "", "?")}} {{fields[2]}}, torch.Tensor {{fields[3]}}, global::AdapterKit.AdapterPass {{fields[4]}});
            """);
        return $$"""
            {{PickWarning()}}[TransformerLayer(Norm = global::AdapterKit.NormPlacement.{{norm}})]
            {{head}} sealed partial class {{type}}{{Pick("", "", "", "<T>")}}(int width) : AdaptedLayer
            {
                {{body}}
                {{PickMember([.. fields, type])}}
            }
            """;
    }

    private string WriteTask(string head)
    {
        var type = PickType();
        var names = PickDistinct(3, type).ToArray();
        var labels = Pick("\"a\", \"b\"", "\"a\\\"\\n\", \"{0}\"", "\"a\", \"a\"", "\"\\ud83d\", \"\\u2028\"", "\"é\", \"\\0\"");
        var fuses = random.Next(3) == 0;
        var options = Pick("", fuses
            ? $"[Options] private static readonly global::AdapterKit.FusionOptions {names[0]} = new();"
            : $"[Options] private static BottleneckOptions {names[0]} {{ get; }} = new();");
        var drop = Pick("", "[AdapterDrop(\"0..1\")]", "[AdapterDrop(\"9..1\")]", "[AdapterDrop(\"0\", Point = \"mix\")]");
        var placement = Pick(
            "",
            "[Placement(global::AdapterKit.AdapterPlacement.Pfeiffer, Points = new[] { \"mix\" })]",
            "[Placement((global::AdapterKit.AdapterPlacement)17)]");
        var members = Pick(
            "\"all\", \"dispose\"",
            "\"to-string\", \"equals\", \"clone\"", "\"a\", \"a-\", \"a1\"", "\"1\", \"attention\"", "\"member-attention\", \"b\"");
        var baseClass = fuses
            ? "ClassificationTask"
            : Pick("ClassificationTask<BottleneckAdapter>", "MultiLabelTask<BottleneckAdapter>", "ClassificationTask<ResidualAdapter>");
        return $$"""
            {{PickWarning()}}[TaskAdapter("t{{number}}", Backbone = "b")]
            [Labels({{labels}})] {{drop}} {{placement}} {{(fuses ? $"[Fuse({members})]" : "")}}
            {{head}} sealed {{PickPartial()}} class {{type}}{{PickArity()}}{{Pick("", "", "", "(int width)")}}
                : global::AdapterKit.{{baseClass}}
            {
                {{options}}
                {{PickMember([.. names, type])}}
            }
            """;
    }

    private string PickPartial() => Pick("partial", "partial", "partial", "partial", "");

    private string PickArity() => Pick("", "", "", "", "<T>");

    private string PickWarning() =>
        Pick("", "", "", "", "[Obsolete(\"gone\")] ", "[Obsolete(\"gone\", true)] ", "[Experimental(\"ACME2\")] ");

    private string PickType() => Pick(
        "Simple", "Simple", "Simple", "simple", "@event", "TaskPlugin", "TaskServices", "@record", "Übung", "क्षेत्र", "Tasks", "Type_1");

    private string PickMember(IEnumerable<string> taken)
    {
        var name = PickDistinct(30).First(name => !taken.Contains(name));
        return Pick(
            "",
            "",
            $"public int {name} => 3;",
            $"private static void {name}() {{ }}", $"internal sealed class {name};",
        $"private const int {name} = 1;",
            $"internal static void {name}(int x, int y, int z) => _ = x + y + z;", $"internal delegate void {name}();",
            $"public required int {name} {{ get; init; }}");
    }

    // A member must not have the name of its type.
    private IEnumerable<string> PickDistinct(int count, string type = "") =>
        Names.Where(name => name != type).OrderBy(_ => random.Next()).Take(count);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
