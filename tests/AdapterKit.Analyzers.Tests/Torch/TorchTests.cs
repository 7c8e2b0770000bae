namespace AdapterKit.Analyzers.Tests;

public sealed class TorchTests
{
    [Fact, Reports("AK0401")]
    public Task Modules_and_parameters_are_held_in_fields() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private Linear [|Mix|] { get; } = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => Mix.call(h);
        }
        """,
        ("AK0401", "'Mix' is an auto-property, whose module would not be registered: hold it in a field"));

    [Fact, Reports("AK0402")]
    public Task Modules_and_parameters_are_not_held_in_plain_collections() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear[] [|mixes|] = [Linear(shape.Width, shape.Width, options.LearnScaling), Linear(shape.Width, shape.Width)];

            public override Tensor Delta(Tensor h) => mixes[1].call(mixes[0].call(h));
        }
        """,
        ("AK0402", "'mixes' is a collection that TorchSharp does not look into: use a ModuleList, or one field each"));

    [Fact, Reports("AK0403")]
    public Task A_component_is_registered_under_the_name_of_its_field() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [[|TorchSharp.Utils.ComponentName(Name = "projection")|]]
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """,
        ("AK0403", "The compiler registers 'mix' as 'mix': leave out the name 'projection' given here"));

    [Fact, Reports("AK0404")]
    public Task Tensors_of_a_module_are_parameters() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Tensor [|scale|] = ones(shape.Width) * options.Scaling;

            public override Tensor Delta(Tensor h) => h * scale;
        }
        """,
        ("AK0404", "'scale' is a plain Tensor, which is neither stored in a bundle nor moved with the module: make it a Parameter, with requires_grad: false where it is not trained"));

    [Fact, Reports("AK0405")]
    public Task A_parameter_has_one_owner() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear down = Linear(shape.Width, shape.Width, options.LearnScaling);
            private readonly Linear up = Linear(shape.Width, shape.Width);

            public void Tie() => [|up.weight = down.weight|];

            public override Tensor Delta(Tensor h) => up.call(down.call(h));
        }
        """,
        ("AK0405", "'up.weight' is given the parameter of 'down.weight': moving the module to another device would dispose of it under one of them"));

    [Fact, Reports("AK0406")]
    public Task The_result_of_an_in_place_operation_is_not_disposed_of() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);

            public override Tensor Delta(Tensor h)
            {
                var mixed = mix.call(h);
                [|using|] var shifted = mixed.add_(1);
                return mixed;
            }
        }
        """,
        ("AK0406", "'add_' returns 'mixed' itself: this 'using' would dispose of 'mixed'"));

    [Fact, Reports("AK0407")]
    public Task A_module_returns_a_tensor_of_its_own() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly bool isOff = options.Scaling == 0;
            private readonly Linear mix = Linear(shape.Width, shape.Width);

            public override Tensor Delta(Tensor h) => isOff ? [|h|] : mix.call(h);
        }
        """,
        ("AK0407", "'Delta' returns its input 'h' itself, and whoever disposes of the result loses the input: return h.alias()"));

    [Fact, Reports("AK0408")]
    public Task A_parameter_s_field_can_be_assigned() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Parameter [|gate|] = new(ones(shape.Width) * options.Scaling);

            public override Tensor Delta(Tensor h) => h * gate;
        }
        """,
        ("AK0408", "'gate' must not be readonly: moving the module replaces its parameters"));

    [Fact, Reports("AK0409")]
    public Task The_components_of_a_class_have_different_keys() => Verify.Reports(
        """
        [AdapterVariant("squeeze")]
        public sealed partial class SqueezeAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options.LearnScaling);
            private readonly Linear [|_mix|] = Linear(shape.Width, shape.Width);

            public override Tensor Delta(Tensor h) => _mix.call(mix.call(h));
        }
        """,
        ("AK0409", "'_mix' and 'mix' would both have the key 'mix': rename one of them"));

    [Fact, Reports("AK0410")]
    public Task A_task_holds_no_modules_of_its_own() => Verify.Reports(
        """
        [TaskAdapter("spam", Backbone = UseLite.Id)]
        [Labels("ham", "spam")]
        public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>
        {
            private readonly Linear [|extra|] = Linear(4, 4);

            public Tensor Extra(Tensor h) => extra.call(h);
        }
        """,
        ("AK0410", "'extra' holds a module that nothing registers: move it into the adapter variant or a base class that registers it"));
}
