namespace AdapterKit.Analyzers.Tests;

public sealed class VariantTests
{
    [Fact, Reports("AK0101")]
    public Task A_bottleneck_has_both_halves() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear [|down|] = Linear(shape.Width, options.BottleneckOf(shape.Width));
            private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        ("AK0101", "'down' has [Down], and no field has [Up]: a bottleneck needs both"));

    [Fact, Reports("AK0102")]
    public Task The_halves_of_a_bottleneck_are_linear() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down] private readonly Conv1d [|down|] = Conv1d(shape.Width, options.BottleneckOf(shape.Width), 1);
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        ("AK0102", "[Down] belongs on an instance field of type Linear, and 'down' is of type Conv1d"));

    [Fact, Reports("AK0103")]
    public Task Each_half_of_a_bottleneck_is_one_field() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [[|Down|], Zeros] private readonly Linear gate = Linear(shape.Width, shape.Width);
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        ("AK0103", "[Down] cannot stand on 'gate': 'down' has it already"));

    [Fact, Reports("AK0104")]
    public Task A_variant_declares_its_mathematics_once() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);

            public override Tensor [|Delta|](Tensor h) => up.call(down.call(h).tanh());
        }
        """,
        ("AK0104", "'SqueezeAdapter' writes Delta and declares a bottleneck with [Down] and [Up] as well: leave one of them out"));

    [Fact, Reports("AK0105")]
    public Task A_variant_has_mathematics() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class [|SqueezeAdapter|](AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        ("AK0105", "'SqueezeAdapter' does not say what it computes: mark two Linear fields [Down] and [Up], or override Delta(Tensor h)"));

    [Fact, Reports("AK0106")]
    public Task A_variant_is_built_from_a_shape_and_its_options() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class [|SqueezeAdapter|](BottleneckOptions options, AdapterShape shape) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        ("AK0106", "'SqueezeAdapter' needs a constructor that takes an AdapterShape and a record derived from VariantOptions, in this order"));

    [Fact, Reports("AK0107")]
    public Task Options_can_be_made_without_arguments() => Verify.Reports(
        """
        public sealed record MixOptions : VariantOptions
        {
            public required bool Bias { get; init; }
        }

        [AdapterVariant("mix")]
        public sealed partial class MixAdapter(AdapterShape shape, MixOptions [|options|]) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.Bias);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """,
        ("AK0107", "Options 'MixOptions' of 'MixAdapter' cannot be made without arguments: give property 'Bias' a default instead of 'required'"));

    [Fact, Reports("AK0108")]
    public Task A_bundle_can_store_every_option() => Verify.Reports(
        """
        public sealed record MixOptions : VariantOptions
        {
            public bool Bias { get; init; }
            public int[] [|Sizes|] { get; init; } = [];
        }

        [AdapterVariant("mix")]
        public sealed partial class MixAdapter(AdapterShape shape, MixOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.Bias);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """,
        ("AK0108", "A bundle cannot store option 'Sizes' of type 'int[]': use a number, a bool, a string or an enum"));

    [Fact, Reports("AK0109")]
    public Task An_assembly_s_variants_have_different_ids() => Verify.Reports(
        """
        [AdapterVariant("mix")]
        public sealed partial class FirstAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }

        [AdapterVariant([|"mix"|])]
        public sealed partial class SecondAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h).tanh();
        }
        """,
        ("AK0109", "Variant id 'mix' of 'SecondAdapter' is taken by 'FirstAdapter'"));

    [Fact, Reports("AK0110")]
    public Task A_starting_value_has_something_to_start() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width);
            [[|Normal(0.02)|]] private readonly Activation activation = options.Activation;

            public override Tensor Delta(Tensor h)
            {
                using var mixed = mix.call(h);
                return activation.Apply(mixed);
            }
        }
        """,
        ("AK0110", "[Normal] has no effect on 'activation': it holds neither a module nor a Parameter"));
}
