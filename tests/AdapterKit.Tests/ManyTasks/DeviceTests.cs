using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Passes make their tensors on the device and in the type of the weights.</summary>
public sealed class DeviceTests
{
    private const int Texts = 6;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_tensor_of_a_pass_is_made_on_the_device_of_the_weights(int seed)
    {
        using var scope = NewDisposeScope();
        using var backbone = CreateBackbone(seed);
        using var tasks = new RandomTasks(backbone, new Random(seed));
        using var elsewhere = new DefaultDevice(META);
        using var batch = tasks.Texts(Texts);
        foreach (var setup in Setups(tasks))
        {
            foreach (var purpose in Enum.GetValues<PlanPurpose>())
            {
                var answers = Answer(backbone, setup, tasks, batch, purpose);
                Assert.All(answers, answer => Assert.Equal(DeviceType.CPU, answer.device_type));
                if (purpose == PlanPurpose.Training)
                    answers.Find(answer => answer.requires_grad)?.sum().backward();
            }
        }

        foreach (var task in tasks.All)
        {
            if (task.RegularizationLoss() is { requires_grad: true } loss)
                loss.backward();

            using var predicted = task.Forward(batch);
            using var attention = task.Config.Fusion is null ? null : task.FusionAttention(batch);
        }

        Assert.All(tasks.All.SelectMany(task => task.parameters()).Select(weight => weight.grad).OfType<Tensor>(), gradient =>
            Assert.Equal(DeviceType.CPU, gradient.device_type));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void In_bfloat16_every_setup_answers_nearly_as_in_float32(int seed)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = CreateBackbone(seed);
        using var tasks = new RandomTasks(backbone, new Random(seed));
        using var batch = tasks.Texts(Texts);
        var setups = Setups(tasks);
        var expected = setups.Select(setup => Answer(backbone, setup, tasks, batch, PlanPurpose.Training)).ToList();
        backbone.to(ScalarType.BFloat16);
        foreach (var task in tasks.All)
            task.to(ScalarType.BFloat16);

        foreach (var (setup, answers) in setups.Zip(expected))
        {
            foreach (var purpose in Enum.GetValues<PlanPurpose>())
            {
                foreach (var (actual, answer) in Answer(backbone, setup, tasks, batch, purpose).Zip(answers))
                {
                    Assert.Equal(ScalarType.BFloat16, actual.dtype);
                    var distance = ((actual.to_type(float32) - answer).norm() / answer.norm().clamp_min(1)).ToDouble();
                    Assert.True(distance < 0.1, $"{setup} for {purpose} differs by {distance:g3} from its answer in float32.");
                }
            }
        }
    }

    private static Backbone CreateBackbone(int seed)
    {
        manual_seed(seed);
        return seed % 2 == 0 ? TinyBert.Load() : new PreNormBackbone();
    }

    private static List<Setup> Setups(RandomTasks tasks)
    {
        var named = tasks.All.Take(2).Select(task => Setup.Of(task.Id));
        List<Setup> branches = [.. named.Concat(Enumerable.Range(0, 3).Select(_ => tasks.Branch())).Distinct()];
        return
        [
            .. tasks.All.Select(task => Setup.Of(task.Id)),
            Setup.Parallel([.. branches]),
            Setup.BatchSplit(Setup.Bare, branches[0], branches[0], branches[1], branches[1], branches[1]),
        ];
    }

    private static List<Tensor> Answer(Backbone backbone, Setup setup, RandomTasks tasks, TokenBatch batch, PlanPurpose purpose)
    {
        using var plan = backbone.Compile(setup, tasks.All, purpose);
        using var answers = backbone.Forward(batch, plan);
        return [.. answers.Branches.Select(branch => answers[branch].alias())];
    }
}
