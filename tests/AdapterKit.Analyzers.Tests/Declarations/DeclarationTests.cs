namespace AdapterKit.Analyzers.Tests;

public sealed class DeclarationTests
{
    [Fact, Reports("AK0001")]
    public Task A_declared_class_is_partial() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed class [|SpamTask|] : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0001", "'SpamTask' must be partial: the compiler writes its other half for [TaskAdapter]"));

    [Fact, Reports("AK0002")]
    public Task A_declared_class_is_sealed() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public partial class [|SpamTask|] : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0002", "'SpamTask' must be sealed: what a class derived from it declares would not be registered"));

    [Fact, Reports("AK0003")]
    public Task A_type_around_a_declared_class_is_partial() => Verify.Reports(
        """
        public static class [|Tasks|]
        {
            [TaskAdapter("spam", Backbone = UseLite.Id)]
            [Labels("ham", "spam")]
            public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        }
        """,
        ("AK0003", "'Tasks' must be partial: it contains 'SpamTask', whose other half the compiler writes"));

    [Fact, Reports("AK0004")]
    public Task A_declared_class_derives_from_the_base_of_its_kind() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class [|SpamTask|];
        """,
        ("AK0004", "'SpamTask' carries [TaskAdapter] and must derive from ClassificationTask<TVariant>"));

    [Fact, Reports("AK0005")]
    public Task An_id_has_characters_that_files_and_keys_can_carry() => Verify.Reports(
        """
        [TaskAdapter([|"Spam or Ham"|], Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0005", "'Spam or Ham' cannot be part of a file name and of the keys of weights: write lower-case letters, digits and hyphens, such as 'spam-or-ham'"));

    [Fact, Reports("AK0006")]
    public Task A_declared_class_s_namespace_leaves_the_framework_s_names_alone() => Verify.Reports(
        """
        namespace Acme;

        public sealed class Backbone;

        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class [|SpamTask|] : ClassificationTask<BottleneckAdapter>;
        """,
        ("AK0006", "The namespace of 'SpamTask' has a type 'Backbone' of its own, a name that the generated half uses for the framework's: rename it, or keep them in different namespaces"));
}
