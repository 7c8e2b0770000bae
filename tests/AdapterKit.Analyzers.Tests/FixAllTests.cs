namespace AdapterKit.Analyzers.Tests;

public sealed class FixAllTests
{
    private const string Body =
        """
        (AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, 2, options.LearnScaling);
            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """;

    [Fact]
    public Task All_repeated_labels_are_removed_at_once() => DiagnosticAssert.FixesAll(
        "AK0303", Task("\"a\", \"b\", \"a\", \"b\", \"c\""), Task("\"a\", \"b\", \"c\""));

    [Fact]
    public Task All_inputs_become_aliases_at_once() => DiagnosticAssert.FixesAll(
        "AK0407",
        Variant("if (shape.Width > options.BottleneckOf(1)) return h; return h;"),
        Variant("if (shape.Width > options.BottleneckOf(1)) return h.alias(); return h.alias();"));

    [Fact]
    public Task All_classes_become_partial_at_once() => DiagnosticAssert.FixesAll(
        "AK0001",
        $"[AdapterVariant(\"a\")] sealed class A{Body} [AdapterVariant(\"b\")] sealed class B{Body}",
        $"[AdapterVariant(\"a\")] sealed partial class A{Body} [AdapterVariant(\"b\")] sealed partial class B{Body}");

    private static string Task(string labels) =>
        $"""
        [TaskAdapter("t", Backbone = UseLite.Id), Labels({labels})]
        public sealed partial class T : ClassificationTask<BottleneckAdapter>;
        """;

    private static string Variant(string body) =>
        $$"""
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            public override Tensor Delta(Tensor h) { {{body}} }
        }
        """;
}
