namespace AdapterKit.Analyzers.Tests;

public sealed class TaskFixTests
{
    [Fact, Mends("AK0301")]
    public Task Add_labels_no_and_yes() => Verify.Mends(
        "AK0301",
        "Add labels 'no' and 'yes'",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("no", "yes")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0303")]
    public Task Remove_ham() => Verify.Mends(
        "AK0303",
        "Remove \"ham\"",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam", "ham")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0304")]
    public Task Remove() => Verify.Mends(
        "AK0304",
        "Remove \"\"",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0305")]
    public Task Rename_to_second() => Verify.Mends(
        "AK0305",
        "Rename to 'second'",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class FirstTask : ClassificationTask<BottleneckAdapter>;

        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SecondTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class FirstTask : ClassificationTask<BottleneckAdapter>;

        [TaskAdapter("second", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SecondTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0306")]
    public Task Run_on_UseLite() => Verify.Mends(
        "AK0306",
        "Run on UseLite",
        """
        [TaskAdapter("spam")]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0307")]
    public Task Change_to_0_1() => Verify.Mends(
        "AK0307",
        "Change to '0..1'",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("1-0")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0..1")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0309")]
    public Task Change_to_attention() => Verify.Mends(
        "AK0309",
        "Change to 'attention'",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0", Point = "atention")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0", Point = "attention")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0310")]
    public Task Write_them_as_one_set() => Verify.Mends(
        "AK0310",
        "Write them as one set",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0")]
        [AdapterDrop("1")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        [AdapterDrop("0,1")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0311")]
    public Task Make_the_options_static() => Verify.Mends(
        "AK0311",
        "Make the options static",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private readonly BottleneckOptions options = new() { Bottleneck = 32 };
        }
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 32 };
        }
        """);

    [Fact, Mends("AK0312")]
    public Task Change_to_BottleneckOptions() => Verify.Mends(
        "AK0312",
        "Change to BottleneckOptions",
        """
        public sealed record OtherOptions : VariantOptions;

        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly OtherOptions options = new();
        }
        """,
        """
        public sealed record OtherOptions : VariantOptions;

        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly BottleneckOptions options = new();
        }
        """);

    [Fact, Mends("AK0313")]
    public Task Remove_Options() => Verify.Mends(
        "AK0313",
        "Remove [Options]",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 32 };
            [Options] private static readonly BottleneckOptions more = new() { Bottleneck = 64 };
        }
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 32 };
            private static readonly BottleneckOptions more = new() { Bottleneck = 64 };
        }
        """);

    [Fact, Mends("AK0315")]
    public Task Remove_spam() => Verify.Mends(
        "AK0315",
        "Remove \"spam\"",
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply", "spam")]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """,
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply")]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """);

    [Fact, Mends("AK0316")]
    public Task Remove_feed_source() => Verify.Mends(
        "AK0316",
        "Remove \"feed-source\"",
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply", "feed-source")]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """,
        """
        [TaskAdapter("feed-source", Backbone = UseLite.Id)]
        [Fuse("spam", "reply")]
        [Labels("fark", "guardian")]
        public sealed partial class FeedSourceTask : ClassificationTask;
        """);

    [Fact, Mends("AK0317")]
    public Task Remove_the_constructor() => Verify.Mends(
        "AK0317",
        "Remove the constructor",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask(Backbone backbone, AdapterConfig config) : ClassificationTask<BottleneckAdapter>(Declared, backbone, config);
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0318")]
    public Task Change_to_use_lite_en() => Verify.Mends(
        "AK0318",
        "Change to 'use-lite-en'",
        """
        [TaskAdapter("spam", Backbone = "use-lte-en")]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = "use-lite-en")]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);
}
