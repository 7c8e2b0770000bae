namespace AdapterKit.Training.Tests;

/// <summary>Training makes its tensors on the device and in the type of the weights.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DeviceTrainingTests
{
    private const string Name = "with another default device";

    private static readonly TrainingOptions Options = TinyWorld.Options with { Epochs = 1 };

    private static readonly Dictionary<string, (TaskDeclaration Task, TextDataSet Data)> Kinds = new()
    {
        ["vowels"] = (VowelTask.Declared, TinyWorld.Data()),
        ["traits"] = (TraitsTask.Declared, KindTrainingTests.Traits),
        ["share"] = (ShareTask.Declared, KindTrainingTests.Shares),
        ["same"] = (SameTask.Declared, KindTrainingTests.Pairs("yes", "no")),
        ["distance"] = (DistanceTask.Declared, KindTrainingTests.Pairs("0", "1")),
        ["names"] = (NamesTask.Declared, KindTrainingTests.Names),
    };

    public static TheoryData<string, TrainingMode, ScalarType> Trainings
    {
        get
        {
            var all = new TheoryData<string, TrainingMode, ScalarType>();
            foreach (var kind in Kinds.Keys)
            {
                foreach (var mode in Enum.GetValues<TrainingMode>())
                {
                    all.Add(kind, mode, ScalarType.Float32);
                    all.Add(kind, mode, ScalarType.BFloat16);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_task_is_trained_where_its_backbone_is_and_in_its_type(string kind, TrainingMode mode, ScalarType type)
    {
        var options = Options with { Mode = mode, BalanceLabels = kind is "vowels" or "traits" };
        using var backbone = TinyWorld.Backbone();
        backbone.to(type);
        using var elsewhere = new DefaultDevice(META);
        using var result = new Trainer(backbone, options).Train(CreatedOnCpu(Kinds[kind].Task), Kinds[kind].Data);

        AssertWeights(result.Task, type);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_cached_prefix_is_where_the_backbone_is_and_of_its_type(ScalarType type)
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        using var backbone = TinyWorld.Backbone();
        backbone.to(type);
        using var elsewhere = new DefaultDevice(META);
        var trainer = new Trainer(backbone, Options) { PrefixCaching = PrefixCaching.Disk(folder.Root), OnWarning = warnings.Add };
        var task = CreatedOnCpu(VowelTask.Declared.With(VowelTask.Declared.Config with { Drop = DropSet.FirstLayers(1) }));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var result = trainer.Train(task, TinyWorld.Data());
            AssertWeights(result.Task, type);
        }

        Assert.Empty(warnings);
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Tasks_are_trained_together_where_their_backbone_is_and_in_its_type(ScalarType type)
    {
        using var backbone = TinyWorld.Backbone();
        backbone.to(type);
        using var elsewhere = new DefaultDevice(META);
        var tasks = Kinds.Values.Select(kind => (CreatedOnCpu(kind.Task), kind.Data)).ToList();
        foreach (var result in new Trainer(backbone, Options).TrainMultiTask(tasks))
        {
            AssertWeights(result.Task, type);
            result.Dispose();
        }
    }

    // New weights are made on the default device before they are moved to the backbone's, but they cannot be moved from this one.
    private static TaskDeclaration CreatedOnCpu(TaskDeclaration task) => new(
        task.Id,
        task.BackboneId,
        task.Labels,
        task.Config,
        (backbone, config) =>
        {
            using var cpu = new DefaultDevice(CPU);
            return task.Create(backbone, config);
        },
        task.Kind);

    private static void AssertWeights(TaskAdapter task, ScalarType type) => Assert.All(task.parameters(), weight =>
    {
        Assert.Equal((DeviceType.CPU, type), (weight.device_type, weight.dtype));
        Assert.True(weight.isfinite().all().ToBoolean());
    });
}
