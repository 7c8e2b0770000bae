namespace AdapterKit.Analyzers.Tests;

public sealed class TorchFixTests
{
    [Fact, Mends("AK0401")]
    public Task Hold_it_in_the_field_mix() => Verify.Mends(
        "AK0401",
        "Hold it in the field 'mix'",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private Linear Mix { get; } = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => Mix.call(h);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            private Linear Mix => mix;

            public override Tensor Delta(Tensor h) => Mix.call(h);
        }
        """);

    [Fact, Mends("AK0403")]
    public Task Remove_TorchSharp_Utils_ComponentName() => Verify.Mends(
        "AK0403",
        "Remove [TorchSharp.Utils.ComponentName]",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [TorchSharp.Utils.ComponentName(Name = "projection")]
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """);

    [Fact, Mends("AK0404")]
    public Task Make_it_a_Parameter() => Verify.Mends(
        "AK0404",
        "Make it a Parameter",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Tensor scale = ones(shape.Width) * options.Scaling;

            public override Tensor Delta(Tensor h) => h * scale;
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private Parameter scale = new(ones(shape.Width) * options.Scaling, requires_grad: false);

            public override Tensor Delta(Tensor h) => h * scale;
        }
        """);

    [Fact, Mends("AK0406")]
    public Task Remove_using() => Verify.Mends(
        "AK0406",
        "Remove 'using'",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h)
            {
                var mixed = mix.call(h);
                using var shifted = mixed.add_(1);
                return mixed;
            }
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h)
            {
                var mixed = mix.call(h);
                var shifted = mixed.add_(1);
                return mixed;
            }
        }
        """);

    [Fact, Mends("AK0407")]
    public Task Return_an_alias() => Verify.Mends(
        "AK0407",
        "Return an alias",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly bool isOff = options.Scaling == 0;
            private readonly Linear mix = Linear(shape.Width, shape.Width);

            public override Tensor Delta(Tensor h) => isOff ? h : mix.call(h);
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly bool isOff = options.Scaling == 0;
            private readonly Linear mix = Linear(shape.Width, shape.Width);

            public override Tensor Delta(Tensor h) => isOff ? h.alias() : mix.call(h);
        }
        """);

    [Fact, Mends("AK0408")]
    public Task Remove_readonly() => Verify.Mends(
        "AK0408",
        "Remove 'readonly'",
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Parameter gate = new(ones(shape.Width) * options.Scaling);

            public override Tensor Delta(Tensor h) => h * gate;
        }
        """,
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private Parameter gate = new(ones(shape.Width) * options.Scaling);

            public override Tensor Delta(Tensor h) => h * gate;
        }
        """);
}
