namespace AdapterKit.Analyzers.Tests;

public sealed class TaskTests
{
    [Fact, Reports("AK0301")]
    public Task A_classification_task_has_labels() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        public sealed partial class [|SpamTask|] : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0301", "'SpamTask' has no [Labels]: name at least two, in the order of the head's outputs"));

    [Fact, Reports("AK0302")]
    public Task A_task_has_at_least_two_labels() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [[|Labels("spam")|]]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0302", "'SpamTask' has fewer than two labels: there would be nothing to decide"));

    [Fact, Reports("AK0303")]
    public Task A_task_s_labels_differ() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam", [|"ham"|])]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0303", "Label 'ham' is there already"));

    [Fact, Reports("AK0304")]
    public Task A_task_s_labels_have_names() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", [|""|], "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0304", "A label of 'SpamTask' is empty: give it a name"));

    [Fact, Reports("AK0305")]
    public Task An_assembly_s_tasks_have_different_ids() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class FirstTask : ClassificationTask<BottleneckAdapter>;

        [TaskAdapter([|"spam"|], Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SecondTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0305", "Task id 'spam' of 'SecondTask' is taken by 'FirstTask': a host could load only one of them"));

    [Fact, Reports("AK0306")]
    public Task A_task_names_its_backbone() => Verify.Reports(
        """
        [[|TaskAdapter("spam")|]]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0306", "'SpamTask' names no backbone, and no host could load it: add Backbone = UseLite.Id, or the id of another"));

    [Fact, Reports("AK0307")]
    public Task A_set_of_layers_is_well_formed() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop([|"1-0"|])]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0307", "'1-0' is no set of layers: write single layers and ranges from low to high, such as \"0..4,7\"; did you mean '0..1'?"));

    [Fact, Reports("AK0308")]
    public Task A_dropped_layer_exists() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop([|"1..2"|])]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0308", "Layer 2 does not exist: backbone 'use-lite-en' has layers 0 to 1"));

    [Fact, Reports("AK0309")]
    public Task A_named_insertion_point_exists() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0", Point = [|"atention"|])]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0309", "Backbone 'use-lite-en' has no insertion point 'atention'; did you mean 'attention'? It has: attention, feed_forward"));

    [Fact, Reports("AK0310")]
    public Task The_layers_left_out_at_a_point_are_one_set() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0")]
        [[|AdapterDrop("1")|]]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0310", "'SpamTask' gives the layers to leave out at every point twice: write them as one set"));

    [Fact, Reports("AK0311")]
    public Task A_task_s_options_are_static() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private readonly BottleneckOptions [|options|] = new() { Bottleneck = 32 };
        }
        """,
        ("AK0311", "'options' must be static: options are read before there is a task"));

    [Fact, Reports("AK0312")]
    public Task A_task_s_options_are_those_that_it_takes() => Verify.Reports(
        """
        public sealed record OtherOptions : VariantOptions;

        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly OtherOptions [|options|] = new();
        }
        """,
        ("AK0312", "'options' is of type OtherOptions, and variant 'BottleneckAdapter' takes BottleneckOptions"));

    [Fact, Reports("AK0313")]
    public Task A_task_has_one_set_of_options() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 32 };
            [[|Options|]] private static readonly BottleneckOptions more = new() { Bottleneck = 64 };
        }
        """,
        ("AK0313", "'options' has [Options] already: a task's variant has one set of options"));

    [Fact, Reports("AK0314")]
    public Task A_fusion_has_at_least_two_members() => Verify.Reports(
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [[|Fuse("spam")|]]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """,
        ("AK0314", "'FeedSourceTask' fuses fewer than two tasks: there would be nothing to weigh"));

    [Fact, Reports("AK0315")]
    public Task The_members_of_a_fusion_differ() => Verify.Reports(
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply", [|"spam"|])]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """,
        ("AK0315", "Task 'spam' is fused already"));

    [Fact, Reports("AK0316")]
    public Task A_fusion_does_not_contain_itself() => Verify.Reports(
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply", [|"feed-source"|])]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """,
        ("AK0316", "'FeedSourceTask' fuses itself: name other tasks"));

    [Fact, Reports("AK0317")]
    public Task A_task_leaves_its_constructor_to_the_compiler() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class [|SpamTask|](Backbone backbone, AdapterConfig config) : ClassificationTask<BottleneckAdapter>(Declared, backbone, config);
        """,
        ("AK0317", "'SpamTask' must not have a constructor of its own here: the compiler writes it"));

    [Fact, Reports("AK0318")]
    public Task A_backbone_s_id_is_not_nearly_another() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = [|"use-lte-en"|])]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0318", "No backbone 'use-lte-en' is known here; did you mean 'use-lite-en'?"));

    [Fact]
    public Task A_backbone_may_be_known_to_the_host_alone() => Verify.Clean(
        """
        [TaskAdapter("spam", Backbone = "use-large-de")]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);
}
