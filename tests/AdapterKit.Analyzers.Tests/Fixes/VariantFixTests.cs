namespace AdapterKit.Analyzers.Tests;

public sealed class VariantFixTests
{
    [Fact, Mends("AK0101")]
    public Task Mark_up_Up() => Verify.Mends(
        "AK0101",
        "Mark 'up' [Up]",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """);

    [Fact, Mends("AK0103")]
    public Task Remove_Down() => Verify.Mends(
        "AK0103",
        "Remove [Down]",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Down, Zeros] private readonly Linear gate = Linear(shape.Width, shape.Width);
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Zeros] private readonly Linear gate = Linear(shape.Width, shape.Width);
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """);

    [Fact, Mends("AK0104")]
    public Task Keep_Delta_remove_Down_and_Up() => Verify.Mends(
        "AK0104",
        "Keep Delta, remove [Down] and [Up]",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);

            public override Tensor Delta(Tensor h) => up.call(down.call(h).tanh());
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);

            public override Tensor Delta(Tensor h) => up.call(down.call(h).tanh());
        }
        """);

    [Fact, Mends("AK0105")]
    public Task Add_Delta() => Verify.Mends(
        "AK0105",
        "Add Delta",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);

            public override Tensor Delta(Tensor h) => throw new System.NotImplementedException();
        }
        """);

    [Fact, Mends("AK0106")]
    public Task Put_the_shape_first() => Verify.Mends(
        "AK0106",
        "Put the shape first",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(BottleneckOptions options, AdapterShape shape) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """);

    [Fact, Mends("AK0107")]
    public Task Remove_required() => Verify.Mends(
        "AK0107",
        "Remove 'required'",
        """
        public sealed record MixOptions : VariantOptions
        {
            public required bool Bias { get; init; }
        }

        [AdapterVariant("mix")]
        public sealed partial class MixAdapter(AdapterShape shape, MixOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.Bias);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """,
        """
        public sealed record MixOptions : VariantOptions
        {
            public bool Bias { get; init; }
        }

        [AdapterVariant("mix")]
        public sealed partial class MixAdapter(AdapterShape shape, MixOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.Bias);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """);

    [Fact, Mends("AK0109")]
    public Task Rename_to_second() => Verify.Mends(
        "AK0109",
        "Rename to 'second'",
        """
        [AdapterVariant("mix")]
        public sealed partial class FirstAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }

        [AdapterVariant("mix")]
        public sealed partial class SecondAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h).tanh();
        }
        """,
        """
        [AdapterVariant("mix")]
        public sealed partial class FirstAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }

        [AdapterVariant("second")]
        public sealed partial class SecondAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h).tanh();
        }
        """);

    [Fact, Mends("AK0110")]
    public Task Remove_Normal() => Verify.Mends(
        "AK0110",
        "Remove [Normal]",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width);
            [Normal(0.02)] private readonly Activation activation = options.Activation;

            public override Tensor Delta(Tensor h)
            {
                using var mixed = mix.call(h);
                return activation.Apply(mixed);
            }
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width);
            private readonly Activation activation = options.Activation;

            public override Tensor Delta(Tensor h)
            {
                using var mixed = mix.call(h);
                return activation.Apply(mixed);
            }
        }
        """);
}
