namespace AdapterKit.Analyzers.Tests;

public sealed class DeclarationFixTests
{
    [Fact, Mends("AK0001")]
    public Task Make_SpamTask_partial() => Verify.Mends(
        "AK0001",
        "Make 'SpamTask' partial",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0002")]
    public Task Make_SpamTask_sealed() => Verify.Mends(
        "AK0002",
        "Make 'SpamTask' sealed",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0003")]
    public Task Make_Tasks_partial() => Verify.Mends(
        "AK0003",
        "Make 'Tasks' partial",
        """
        public static class Tasks
        {
            [TaskAdapter("spam", Backbone = UseLite.Id)]
            [Labels("ham", "spam")]
            public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        }
        """,
        """
        public static partial class Tasks
        {
            [TaskAdapter("spam", Backbone = UseLite.Id)]
            [Labels("ham", "spam")]
            public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        }
        """);

    [Fact, Mends("AK0004")]
    public Task Derive_from_ClassificationTask_BottleneckAdapter() => Verify.Mends(
        "AK0004",
        "Derive from ClassificationTask<BottleneckAdapter>",
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask;
        """,
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);

    [Fact, Mends("AK0005")]
    public Task Change_to_spam_or_ham() => Verify.Mends(
        "AK0005",
        "Change to 'spam-or-ham'",
        """
        [TaskAdapter("Spam or Ham", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        """
        [TaskAdapter("spam-or-ham", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """);
}
