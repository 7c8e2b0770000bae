using static AdapterKit.Analyzers.Tests.CheckpointSources;

namespace AdapterKit.Analyzers.Tests;

public sealed class ConfigEdgeTests
{
    private const string Readable = "int, double, double?, bool, string, IReadOnlyList<string> or Activation";

    private const string Width = "[ConfigKey(\"hidden_size\")] public int Width { get; init; } = 64; ";

    [Theory]
    [InlineData("[ConfigKey(\"a\")] public double A { get; init; } = 1;")]
    [InlineData("[ConfigKey(\"a\")] public double? A { get; init; } = 1;")]
    [InlineData("[ConfigKey(\"a\")] public bool A { get; init; }")]
    [InlineData("[ConfigKey(\"a\")] public IReadOnlyList<string> A { get; init; } = [];")]
    [InlineData("[ConfigKey(\"a\")] public string A { get; init; } = \"\";")]
    [InlineData("[ConfigKey(\"a\")] public Activation A { get; init; } = Activation.Gelu;")]
    [InlineData("[ConfigKey(\"a\")] internal int A { get; set; }")]
    [InlineData("[ConfigKey(\"a\")] public int A { get; private init; }")]
    [InlineData("internal double Eps { get; init; } = 1e-12;")]
    [InlineData("public int Twice => 2 * Width;")]
    [InlineData("public static int Count { get; set; }")]
    public Task A_configuration_may_have(string member) => DiagnosticAssert.IsClean(Record(Width + member));

    [Theory]
    [InlineData("public long [|A|] { get; init; }", "'long' is not " + Readable)]
    [InlineData("public int? [|A|] { get; init; }", "'int?' is not " + Readable)]
    [InlineData("public string? [|A|] { get; init; }", "'string?' is not " + Readable)]
    [InlineData("public DayOfWeek [|A|] { get; init; }", "'System.DayOfWeek' is not " + Readable)]
    [InlineData("public int[] [|A|] { get; init; } = [];", "'int[]' is not " + Readable)]
    [InlineData(
        "public IReadOnlyList<int> [|A|] { get; init; } = [];", "'System.Collections.Generic.IReadOnlyList<int>' is not " + Readable)]
    [InlineData("public IReadOnlyList<string>? [|A|] { get; init; }",
        "'System.Collections.Generic.IReadOnlyList<string>?' is not " + Readable)]
    [InlineData("public static int [|A|] { get; set; }", "it is static")]
    [InlineData("public int [|A|] { get; }", "it has no init accessor")]
    [InlineData("public int [|A|] => 1;", "it has no init accessor")]
    [InlineData("public int [|A|] { init { } }", "it has no get accessor")]
    public Task A_property_that_cannot_be_read_is_reported(string member, string reason) => DiagnosticAssert.Reports(
        Record($"{Width} [ConfigKey(\"a\")] {member}"), ("AK0507", $"'A' cannot be read from config.json: {reason}"));

    [Fact]
    public Task An_indexer_cannot_be_read() => DiagnosticAssert.Reports(
        Record("[ConfigKey(\"a\")] public int [|this|][int i] { get => i; init { } }"),
        ("AK0507", "'this[]' cannot be read from config.json: it is an indexer"));

    [Theory]
    [InlineData("", "its key is empty")]
    [InlineData("hidden size", "its key contains white space")]
    public Task A_key_must_be_one_that_a_file_can_contain(string key, string reason) => DiagnosticAssert.Reports(
        Record($"[ConfigKey([|\"{key}\"|])] public int A {{ get; init; }}"), ("AK0507", $"'A' cannot be read from config.json: {reason}"));

    [Theory]
    [InlineData("public sealed partial record [|C|](int B) { [ConfigKey(\"b\")] public int A { get; init; } = B; "
        + "[ConfigKey(\"c\")] public int B { get; init; } = B; }",
        "declare its values as init properties with defaults instead of parameters")]
    [InlineData("public sealed partial record [|C|] { [ConfigKey(\"a\")] public required int A { get; init; } }",
        "give property 'A' a default value instead of 'required'")]
    [InlineData("public abstract partial record [|C|] { [ConfigKey(\"a\")] public int A { get; init; } }",
        "use a record that is not abstract")]
    [InlineData("public partial record struct [|C|] { [ConfigKey(\"a\")] public int A { get; init; } }",
        "use a record that is not abstract")]
    [InlineData("public record B { public int X { get; init; } } public sealed partial record [|C|] : B "
        + "{ [ConfigKey(\"a\")] public int A { get; init; } }",
        "the properties of its base class 'B' would not be read; declare them here")]
    public Task A_configuration_that_cannot_be_created_is_reported(string source, string reason) =>
        DiagnosticAssert.Reports(source, ("AK0507", $"'C' cannot be read from config.json: {reason}"));

    [Fact]
    public Task A_static_property_becomes_an_instance_property() => DiagnosticAssert.Fixes(
        "AK0507",
        "Remove 'static'",
        Record("[ConfigKey(\"a\")] public static int A { get; set; }"),
        Record("[ConfigKey(\"a\")] public int A { get; set; }"));

    [Fact]
    public Task All_init_accessors_are_added_at_once() => DiagnosticAssert.FixesAll(
        "AK0507",
        Record("[ConfigKey(\"a\")] public int A { get; } [ConfigKey(\"b\")] public int B { get; } = 2;"),
        Record("[ConfigKey(\"a\")] public int A { get; init; } [ConfigKey(\"b\")] public int B { get; init; } = 2;"));

    [Fact]
    public Task A_property_that_can_be_set_later_needs_a_key_too() => DiagnosticAssert.Reports(
        Record(Width + "public int [|A|] { get; set; }"),
        ("AK0508", "'A' has no [ConfigKey], so it keeps its initial value whatever config.json says"));

    [Theory]
    [InlineData("[ConfigValue(\"a\", \"x\"), ConfigValue([|\"a\"|], \"y\")] ", "b",
        "'a' is the key of '[ConfigValue(\"a\", \"x\")]' and of '[ConfigValue(\"a\", \"y\")]'; one of them is probably misspelled")]
    [InlineData("[ConfigValue(\"a\", \"x\")] ", "a",
        "'a' is the key of '[ConfigValue(\"a\", \"x\")]' and of 'A'; one of them is probably misspelled")]
    public Task A_supported_value_counts_as_a_key(string attribute, string key, string message) => DiagnosticAssert.Reports(
        attribute + Record($"[ConfigKey({(key == "a" ? "[|\"a\"|]" : "\"b\"")})] public string A {{ get; init; }} = \"\";"), ("AK0509",
            message));
}
