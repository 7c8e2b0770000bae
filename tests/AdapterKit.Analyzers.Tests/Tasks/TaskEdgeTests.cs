namespace AdapterKit.Analyzers.Tests;

public sealed class TaskEdgeTests
{
    [Theory, Reports("AK0303")]
    [InlineData("""Labels("a", "b", [|"a"|])""")]
    [InlineData("""Labels(["a", "b", [|"a"|]])""")]
    [InlineData("""Labels(new[] { "a", "b", [|"a"|] })""")]
    [InlineData("""Labels(names: ["a", "b", [|"a"|]])""")]
    public Task A_repeated_label_is_found_however_labels_are_written(string labels) => Verify.Reports(Task(labels), ("AK0303", "Label 'a' is there already"));

    [Fact]
    public Task A_task_that_is_no_classification_needs_no_labels() => Verify.Silent(
        """
        public abstract class Regression<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config) : TaskAdapter(declaration, backbone, config)
            where TVariant : ResidualAdapter, IAdapterVariant
        {
            public override Tensor Head(Tensor features) => features.mean([1L]);
        }

        [TaskAdapter("t", Backbone = UseLite.Id)]
        public sealed partial class T : Regression<BottleneckAdapter>;
        """);

    [Theory, Reports("AK0306")]
    [InlineData("Backbone = [|\"\"|]")]
    [InlineData("Backbone = [|\" \"|]")]
    public Task An_empty_backbone_is_none(string backbone) => Verify.Reports(
        Task().Replace("Backbone = UseLite.Id", backbone, StringComparison.Ordinal),
        ("AK0306", "'T' names no backbone, and no host could load it: add Backbone = UseLite.Id, or the id of another"));

    [Fact]
    public Task A_backbone_whose_layout_nobody_tells_may_have_any_layer_and_point() => Verify.Silent(
        Task("Labels(\"a\", \"b\"), AdapterDrop(\"40\", Point = \"mixer\")").Replace("UseLite.Id", "\"other\"", StringComparison.Ordinal));

    [Fact, Reports("AK0308"), Reports("AK0309")]
    public Task A_backbone_of_ones_own_tells_its_layout() => Verify.Reports(
        "[assembly: BackboneLayout(\"own\", 3, \"mixer\")]"
        + Task("Labels(\"a\", \"b\"), AdapterDrop([|\"1,3\"|], Point = \"mixer\"), Placement(AdapterPlacement.Pfeiffer, Points = [\"mixer\", [|\"mxier\"|]])").Replace("UseLite.Id", "\"own\"", StringComparison.Ordinal),
        ("AK0308", "Layer 3 does not exist: backbone 'own' has layers 0 to 2"),
        ("AK0309", "Backbone 'own' has no insertion point 'mxier'; did you mean 'mixer'? It has: mixer"));

    [Fact]
    public Task Each_point_may_have_layers_of_its_own() => Verify.Clean(
        Task("Labels(\"a\", \"b\"), AdapterDrop(\"0\", Point = \"attention\"), AdapterDrop(\"1\", Point = \"feed_forward\")"));

    [Theory, Reports("AK0307")]
    [InlineData("", "")]
    [InlineData("lowest", "")]
    [InlineData("0-1", "; did you mean '0..1'?")]
    [InlineData("0;1", "; did you mean '0,1'?")]
    [InlineData(",0", "; did you mean '0'?")]
    public Task A_malformed_set_is_mended_where_it_can_be(string layers, string proposal) => Verify.Reports(
        Task($"Labels(\"a\", \"b\"), AdapterDrop([|\"{layers}\"|])"),
        ("AK0307", $"'{layers}' is no set of layers: write single layers and ranges from low to high, such as \"0..4,7\"{proposal}"));

    [Theory]
    [InlineData("0"), InlineData("0..4,7"), InlineData(" 1 , 2 .. 3 "), InlineData("9999"), InlineData("10000"), InlineData("4..0"), InlineData("")]
    [InlineData("0..1..2"), InlineData("-1"), InlineData("+1"), InlineData("1,"), InlineData("..1"), InlineData("0...1"), InlineData("1e2"), InlineData("٣")]
    public void A_set_is_read_as_the_framework_reads_it(string text)
    {
        int? highest = null;
        try
        {
            highest = Enumerable.Range(0, 10_000).Last(LayerSet.Parse(text).Contains);
        }
        catch (FormatException)
        {
        }

        Assert.Equal(highest, LayerText.Highest(text));
    }

    [Fact, Reports("AK0317")]
    public Task A_constructor_like_the_generated_one_is_a_double() => Verify.Reports(
        Task().Replace(" : ClassificationTask<BottleneckAdapter>;", " : ClassificationTask<BottleneckAdapter> { public [|T|](Backbone backbone, AdapterConfig config) : base(null!, backbone, config) { } }", StringComparison.Ordinal),
        ("AK0317", "'T' must not have a constructor of its own here: the compiler writes it"));

    [Fact, Reports("AK0312")]
    public Task A_fusion_has_options_of_its_own() => Verify.Reports(
        "[TaskAdapter(\"t\", Backbone = UseLite.Id), Labels(\"a\", \"b\"), Fuse(\"x\", \"y\")] public sealed partial class T : ClassificationTask { [Options] private static readonly BottleneckOptions [|options|] = new(); }",
        ("AK0312", "'options' is of type BottleneckOptions, and a fusion takes FusionOptions"));

    [Fact, Reports("AK0004")]
    public Task A_task_without_a_variant_fuses_others() => Verify.Reports(
        "[TaskAdapter(\"t\", Backbone = UseLite.Id), Labels(\"a\", \"b\")] public sealed partial class [|T|] : ClassificationTask;",
        ("AK0004", "'T' carries [TaskAdapter] and must derive from ClassificationTask<TVariant>"));

    [Fact]
    public Task A_compilation_without_AdapterKit_is_left_alone() => Verify.Silent(
        "namespace Elsewhere { public sealed class TaskAdapterAttribute(string id) : Attribute { public string Id => id; } [TaskAdapter(\"Not Ours\")] public class T; }");

    private static string Task(string more = "Labels(\"a\", \"b\")") =>
        $"[TaskAdapter(\"t\", Backbone = UseLite.Id), {more}] public sealed partial class T : ClassificationTask<BottleneckAdapter>;";
}
