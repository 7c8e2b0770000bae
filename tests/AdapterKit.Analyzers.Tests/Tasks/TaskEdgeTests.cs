namespace AdapterKit.Analyzers.Tests;

public sealed class TaskEdgeTests
{
    private const string NoAdapterLeft =
        "Backbone 'use-lite-en' has layers 0 to 1 and all are left out, so nothing of this adapter is trained; keep a layer";

    [Theory]
    [InlineData("""Labels("a", "b", [|"a"|])""")]
    [InlineData("""Labels(["a", "b", [|"a"|]])""")]
    [InlineData("""Labels(new[] { "a", "b", [|"a"|] })""")]
    [InlineData("""Labels(names: ["a", "b", [|"a"|]])""")]
    public Task A_repeated_label_is_reported_in_every_notation(string labels) =>
        DiagnosticAssert.Reports(Task(labels), ("AK0303", "Label 'a' is declared more than once"));

    [Fact]
    public Task A_constructor_that_chains_to_none_is_reported() => DiagnosticAssert.Reports(
        Task().Replace(
            "ClassificationTask<BottleneckAdapter>;",
            "ClassificationTask<BottleneckAdapter> { public [|T|]() { } }",
            StringComparison.Ordinal),
        ("AK0317", "'T' must not declare its own constructor here because the generator writes it"));

    [Fact]
    public Task A_constructor_may_chain_to_the_generated_one() => DiagnosticAssert.ReportsNothing(Task().Replace(
        "ClassificationTask<BottleneckAdapter>;",
        "ClassificationTask<BottleneckAdapter> { public T(Backbone backbone) : this(backbone, Declared.Config) { } }",
        StringComparison.Ordinal));

    [Fact]
    public Task A_class_that_is_no_adapter_is_no_variant() => DiagnosticAssert.Reports(
        Task().Replace(
            "class T : ClassificationTask<BottleneckAdapter>",
            "class [|T|] : ClassificationTask<BottleneckOptions>",
            StringComparison.Ordinal),
        ("AK0319", "'BottleneckOptions' is no adapter variant: "
            + "it does not derive from ResidualAdapter, ProjectionAdapter or MemoryAdapter"));

    [Fact]
    public Task A_variant_that_does_not_exist_is_reported_by_the_compiler_alone() => DiagnosticAssert.ReportsNothing(
        Task().Replace("<BottleneckAdapter>", "<Bottleneck>", StringComparison.Ordinal));

    [Fact]
    public Task A_message_about_a_label_is_one_line() => DiagnosticAssert.Reports(
        Task("""Labels("a", [|"b\n\t"|])"""),
        ("AK0321", "Label 'b\\n\\t' begins or ends with white space; labels are compared letter by letter, "
            + "so a data set with the other form would not match"));

    [Theory]
    [InlineData("AdapterDrop([|\"0..1\"|])")]
    [InlineData("AdapterDrop([|\"1,0\"|])")]
    public Task A_task_without_an_adapter_is_reported(string drop) => DiagnosticAssert.Reports(
        Task($"Labels(\"a\", \"b\"), {drop}"), ("AK0326", NoAdapterLeft));

    [Theory]
    [InlineData("AdapterDrop([|\"0..1\"|], Point = \"attention\")")]
    [InlineData("Placement(Points = [\"feed_forward\"]), AdapterDrop(\"0\")")]
    public Task A_task_with_an_adapter_left_is_not_reported(string drop) =>
        DiagnosticAssert.ReportsNothing(Task($"Labels(\"a\", \"b\"), {drop.Replace("[|", "", StringComparison.Ordinal)
            .Replace("|]", "", StringComparison.Ordinal)}"));

    [Fact]
    public Task Each_adapter_of_several_needs_a_layer() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", "b")]
        [Adapter<BottleneckAdapter>(On = ["attention"], Drop = [|"0..1"|]), Adapter<BottleneckAdapter>(On = ["feed_forward"])]
        public sealed partial class T : ClassificationTask;
        """,
        ("AK0326", NoAdapterLeft));

    [Fact]
    public Task A_task_other_than_a_classification_needs_no_labels() => DiagnosticAssert.ReportsNothing(
        """
        public abstract class Regression<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
            : TaskAdapter(declaration, backbone, config)
            where TVariant : ResidualAdapter, IAdapterVariant
        {
            public override Tensor Head(Tensor features) => features.mean([1L]);

            public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights) =>
                (Head(features) - targets).square().mean();
        }

        [TaskAdapter("t", Backbone = UseLite.Id)]
        public sealed partial class T : Regression<BottleneckAdapter>;
        """);

    [Theory]
    [InlineData("Backbone = [|\"\"|]")]
    [InlineData("Backbone = [|\" \"|]")]
    public Task An_empty_backbone_id_is_reported(string backbone) => DiagnosticAssert.Reports(
        Task().Replace("Backbone = UseLite.Id", backbone, StringComparison.Ordinal),
        ("AK0306", "'T' does not name a backbone, so no host could load it; add Backbone = ArcticXs.Id or the id of another backbone"));

    [Fact]
    public Task A_backbone_without_a_declared_layout_may_have_any_layer_and_point() => DiagnosticAssert.ReportsNothing(
        Task("Labels(\"a\", \"b\"), AdapterDrop(\"40\", Point = \"mixer\")").Replace("UseLite.Id", "\"other\"", StringComparison.Ordinal));

    [Fact]
    public Task An_assembly_may_declare_the_layout_of_its_own_backbone() => DiagnosticAssert.Reports(
        """
        [assembly: BackboneLayout("own", 3, "mixer")]

        [TaskAdapter("t", Backbone = "own"), Labels("a", "b")]
        [AdapterDrop([|"1,3"|], Point = "mixer"), Placement(AdapterPlacement.Pfeiffer, Points = ["mixer", [|"mxier"|]])]
        public sealed partial class T : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0308", "Layer 3 does not exist; backbone 'own' has layers 0 to 2"),
        ("AK0309", "Backbone 'own' has no insertion point 'mxier'; did you mean 'mixer'? Its insertion points are: mixer"));

    [Fact]
    public Task A_task_may_have_several_adapters() => DiagnosticAssert.ReportsNothing(
        """
        [TaskAdapter("t", Backbone = MiniLm.Id), Labels("a", "b")]
        [Adapter<LoraAdapter>(On = ["attention.q", "attention.v"], Options = nameof(Lora)), AdapterDrop("0", Point = "attention.q")]
        [Adapter<LoraAdapter>(On = ["attention.k"])]
        [Adapter<BottleneckAdapter>(On = ["attention"], Drop = "0..2"), Adapter<BottleneckAdapter>(Drop = "3..5")]
        public sealed partial class T : ClassificationTask
        {
            internal static LoraOptions Lora { get; } = new() { Rank = 2 };
        }
        """);

    [Fact]
    public Task A_variant_that_adds_keys_and_values_names_attentions() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = MiniLm.Id), Labels("a", "b")]
        [AdapterDrop("1", Point = "attention.memory"), Placement(Points = [[|"attention"|]])]
        public sealed partial class T : ClassificationTask<PrefixAdapter>;
        """,
        ("AK0309", "Backbone 'all-minilm-l6-v2' has no attention 'attention'; did you mean 'attention.memory'? Its attentions are: "
            + "attention.memory"));

    [Fact]
    public Task Every_argument_of_an_adapter_is_checked() => DiagnosticAssert.Reports(
        """
        public sealed record Other : VariantOptions;

        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", "b")]
        [Adapter<LoraAdapter>(On = ["attention.q", [|"attention.qq"|]], Options = [|nameof(Here)|], Drop = [|"2"|])]
        [Adapter<Ia3Adapter>(On = ["attention.k", [|"attention.k"|]], Drop = [|"1..0"|])]
        [Adapter<LoraAdapter>(On = ["feed_forward.fc1"], Options = [|nameof(There)|])]
        [Adapter<BottleneckAdapter>(Options = [|"nothing"|])]
        [[|Adapter<BottleneckAdapter>(On = ["attention"])|]]
        public sealed partial class T : ClassificationTask
        {
            internal LoraOptions Here = new();
            internal static Other There = new();
        }
        """,
        ("AK0309", "Backbone 'use-lite-en' has no product 'attention.qq'; did you mean 'attention.q'? Its products are: attention.q, "
            + "attention.k, attention.v, attention.o, feed_forward.fc1, feed_forward.fc2"),
        ("AK0324", "Variant 'LoraAdapter' takes a static member of type LoraOptions, but 'Here' is not static"),
        ("AK0308", "Layer 2 does not exist; backbone 'use-lite-en' has layers 0 to 1"),
        ("AK0320", "Insertion point 'attention.k' is already in this list; remove it or name another"),
        ("AK0307", "'1..0' is not a valid layer set; write single layers and ascending ranges, such as \"0..4,7\"; did you mean '0..1'?"),
        ("AK0324", "Variant 'LoraAdapter' takes a static member of type LoraOptions, but 'There' is of type Other"),
        ("AK0324", "Variant 'BottleneckAdapter' takes a static member of type BottleneckOptions, but 'T' has no field or property "
            + "'nothing'"),
        ("AK0325", "Variant 'BottleneckAdapter' and variant 'BottleneckAdapter' both have an adapter at 'attention'; name places of its "
            + "own for each with On"));

    [Fact]
    public Task Adapters_are_declared_in_one_way() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", "b"), Adapter<LoraAdapter>]
        [[|Placement(AdapterPlacement.Pfeiffer)|], [|Fuse("x", "y")|]]
        public sealed partial class [|T|] : ClassificationTask<BottleneckAdapter>
        {
            [[|Options|]] private static readonly FusionOptions Options = new();
        }
        """,
        ("AK0323", "'T' declares its adapters by [Adapter], so [Placement] has no effect; write On, Placement and TuneNorms in each "
            + "[Adapter]"),
        ("AK0323", "'T' declares its adapters by [Adapter], so [Fuse] has no effect; give them to a task of their own, and stack the two"),
        ("AK0323", "'T' declares its adapters by [Adapter], so variant 'BottleneckAdapter' of its base class has no effect; derive from "
            + "the base class without a variant, and add [Adapter<BottleneckAdapter>]"),
        ("AK0323", "'T' declares its adapters by [Adapter], so [Options] has no effect; write Options = nameof(Options) in an [Adapter]"));

    [Fact]
    public Task A_variant_that_changes_products_names_products() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = MiniLm.Id), Labels("a", "b")]
        [AdapterDrop("1", Point = "attention.v"), Placement(Points = ["attention.q", [|"attention.vv"|]])]
        public sealed partial class T : ClassificationTask<LoraAdapter>;
        """,
        ("AK0309", "Backbone 'all-minilm-l6-v2' has no product 'attention.vv'; did you mean 'attention.v'? Its products are: attention.q, "
            + "attention.k, attention.v, attention.o, feed_forward.fc1, feed_forward.fc2"));

    [Fact]
    public Task A_variant_that_changes_products_may_be_declared_in_the_same_project() => DiagnosticAssert.IsClean(
        """
        [AdapterVariant("low-rank")]
        public sealed partial class LowRankAdapter(AdapterShape shape, LoraOptions options) : ProjectionAdapter
        {
            [Down] private readonly Linear a = Linear(shape.InputWidth, options.Rank);
            [Up, Zeros] private readonly Linear b = Linear(options.Rank, shape.OutputWidth);
        }

        [TaskAdapter("t", Backbone = MiniLm.Id), Labels("a", "b")]
        public sealed partial class T : ClassificationTask<LowRankAdapter>
        {
            [Options] private static readonly LoraOptions LowRank = new() { Rank = 4 };
        }
        """);

    [Fact]
    public Task A_backbone_may_be_known_to_the_host_alone() => DiagnosticAssert.IsClean(
        """
        [TaskAdapter("spam", Backbone = "use-large-de")]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact]
    public Task Each_point_may_have_its_own_layer_set() => DiagnosticAssert.IsClean(
        Task("Labels(\"a\", \"b\"), AdapterDrop(\"0\", Point = \"attention\"), AdapterDrop(\"1\", Point = \"feed_forward\")"));

    [Theory]
    [InlineData("", "")]
    [InlineData("lowest", "")]
    [InlineData("0-1", "; did you mean '0..1'?")]
    [InlineData("0;1", "; did you mean '0,1'?")]
    [InlineData(",0", "; did you mean '0'?")]
    public Task A_malformed_layer_set_is_corrected_if_possible(string layers, string suggestion) => DiagnosticAssert.Reports(
        Task($"Labels(\"a\", \"b\"), AdapterDrop([|\"{layers}\"|])"),
        ("AK0307", $"'{layers}' is not a valid layer set; write single layers and ascending ranges, such as \"0..4,7\"{suggestion}"));

    [Theory]
    [InlineData("0"), InlineData("0..4,7"), InlineData(" 1 , 2 .. 3 "), InlineData("9999"), InlineData("10000")]
    [InlineData("4..0"), InlineData(""), InlineData("0..1..2"), InlineData("-1"), InlineData("+1"), InlineData("1,")]
    [InlineData("..1"), InlineData("0...1"), InlineData("1e2"), InlineData("٣")]
    public void A_layer_set_is_parsed_as_by_the_framework(string text)
    {
        int? highest = null;
        try
        {
            highest = Enumerable.Range(0, 10_000).Last(LayerSet.Parse(text).Contains);
        }
        catch (FormatException)
        {
        }

        Assert.Equal(highest, LayerText.FindHighest(text));
    }

    [Fact]
    public Task A_constructor_with_the_parameters_of_the_generated_one_is_reported() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", "b")]
        public sealed partial class T : ClassificationTask<BottleneckAdapter>
        {
            public [|T|](Backbone backbone, AdapterConfig config) : base(null!, backbone, config) { }
        }
        """,
        ("AK0317", "'T' must not declare its own constructor here because the generator writes it"));

    [Fact]
    public Task A_fusion_takes_its_own_options() => DiagnosticAssert.Reports(
        """
        [TaskAdapter("t", Backbone = UseLite.Id), Labels("a", "b"), Fuse("x", "y")]
        public sealed partial class T : ClassificationTask
        {
            [Options] private static readonly BottleneckOptions [|options|] = new();
        }
        """,
        ("AK0312", "'options' is of type BottleneckOptions, but a fusion takes FusionOptions"));

    [Fact]
    public Task A_task_without_a_variant_must_fuse_others() => DiagnosticAssert.Reports(
        "[TaskAdapter(\"t\", Backbone = UseLite.Id), Labels(\"a\", \"b\")] public sealed partial class [|T|] : ClassificationTask;",
        ("AK0004", "'T' is marked with [TaskAdapter] and must derive from ClassificationTask<TVariant>"));

    [Fact]
    public Task Attributes_of_other_libraries_are_ignored() => DiagnosticAssert.ReportsNothing(
        """
        namespace Elsewhere
        {
            public sealed class TaskAdapterAttribute(string id) : Attribute { public string Id => id; }
            [TaskAdapter("Not Ours")] public class T;
        }
        """);

    private static string Task(string more = "Labels(\"a\", \"b\")") =>
        $"[TaskAdapter(\"t\", Backbone = UseLite.Id), {more}] public sealed partial class T : ClassificationTask<BottleneckAdapter>;";
}
