namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class PrefixCachingTests : IDisposable
{
    private static readonly AdapterConfig UpperLayer = VowelTask.Declared.Config with { Drop = DropSet.FirstLayers(1) };
    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Layers_below_the_first_trained_one_build_no_graph()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var task = VowelTask.Declared.Create(backbone, UpperLayer);
        using var batch = backbone.Tokenize(["abcde"], 16);
        using var pass = task.Plan.BeginPass(batch);
        var entering = backbone.Encoder.RunLayers(backbone.Embed(batch), pass, 0, task.Plan.FirstLayer);

        Assert.Equal(1, task.Plan.FirstLayer);
        Assert.False(entering.requires_grad);
        Assert.True(backbone.Encoder.RunLayers(entering, pass, 1, 1).requires_grad);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_weights_are_the_same_as_without_a_cache(bool robust)
    {
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { RobustDrop = robust ? new DropDistribution([1, 1, 1]) : null };
        using var plain = Train(backbone, null, options);
        using var cached = Train(backbone, PrefixCaching.Memory, options);

        AssertAlike(plain.Task, cached.Task);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_training_reads_the_cache_of_an_earlier_one_without_running_those_layers()
    {
        using var backbone = TinyWorld.Backbone();
        using var first = Train(backbone, PrefixCaching.Disk(folder.Root));
        var file = Assert.Single(Directory.GetFiles(folder.Root));
        var written = File.GetLastWriteTimeUtc(file);
        Swap(file);
        using var second = Train(backbone, PrefixCaching.Disk(folder.Root));

        // The second training learned from the changed file, so it did not run the layers.
        Assert.Equal(file, Assert.Single(Directory.GetFiles(folder.Root)));
        Assert.NotEqual(TinyWorld.Bytes(first.Task), TinyWorld.Bytes(second.Task));
        Assert.Empty(warnings);

        static void Swap(string path)
        {
            using var scope = NewDisposeScope();
            using var source = SafetensorsFile.Open(path);
            var other = source.Read("hidden").neg();
            SafetensorsFile.Write(path, [("hidden", other)], new Dictionary<string, string>
            {
                ["hash"] = ContentHash.Compute(other.bytes),
            });
        }
    }

    [Fact]
    public void A_cache_from_disk_gives_the_same_weights_bit_by_bit()
    {
        using var backbone = TinyWorld.Backbone();
        using var first = Train(backbone, PrefixCaching.Disk(folder.Root));
        using var second = Train(backbone, PrefixCaching.Disk(folder.Root));
        Assert.Equal(TinyWorld.Bytes(first.Task), TinyWorld.Bytes(second.Task));
    }

    [Fact]
    public void Other_weights_layers_and_lengths_have_separate_files()
    {
        using var backbone = TinyWorld.Backbone();
        Train(backbone, PrefixCaching.Disk(folder.Root)).Dispose();
        Train(backbone, PrefixCaching.Disk(folder.Root), null, UpperLayer with { MaxTokens = 6 }).Dispose();
        Train(backbone, PrefixCaching.Disk(folder.Root), null, UpperLayer with { Drop = DropSet.FirstLayers(2) }).Dispose();
        using (no_grad())
            backbone.parameters().First().add_(0.01);

        Train(backbone, PrefixCaching.Disk(folder.Root)).Dispose();
        Assert.Equal(4, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void What_killed_trainings_left_is_removed_and_what_others_write_is_not()
    {
        var (old, young) = (folder.PathOf("a.safetensors.x1.tmp"), folder.PathOf("b.safetensors.x2.tmp"));
        File.WriteAllText(old, "left");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(young, "being written");
        using var backbone = TinyWorld.Backbone();

        using var trained = Train(backbone, PrefixCaching.Disk(folder.Root));

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void A_damaged_file_is_reported_and_replaced(double kept)
    {
        using var backbone = TinyWorld.Backbone();
        using var plain = Train(backbone, PrefixCaching.Disk(folder.Root));
        var file = Assert.Single(Directory.GetFiles(folder.Root));
        var bytes = File.ReadAllBytes(file);
        bytes[^200] ^= 0x40;
        File.Delete(file);
        File.WriteAllBytes(file, bytes[..(int)(bytes.Length * kept)]);

        using var repaired = Train(backbone, PrefixCaching.Disk(folder.Root));
        Assert.Contains(file, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(TinyWorld.Bytes(plain.Task), TinyWorld.Bytes(repaired.Task));
        using var again = Train(backbone, PrefixCaching.Disk(folder.Root));
        Assert.Single(warnings);
    }

    [Theory]
    [InlineData(TrainingMode.Full, 1, "backbone itself is trained")]
    [InlineData(TrainingMode.Head, 1, "computed once anyway")]
    [InlineData(TrainingMode.Adapter, 0, "layer 0")]
    public void Where_a_cache_would_be_wrong_or_useless_it_is_off_with_a_warning(TrainingMode mode, int dropped, string said)
    {
        using var backbone = TinyWorld.Backbone();
        var config = UpperLayer with { Drop = DropSet.FirstLayers(dropped) };
        var options = TinyWorld.Options with { Mode = mode, Epochs = 1 };
        using var plain = Train(backbone, null, options, config);
        using var cached = Train(backbone, PrefixCaching.Memory, options, config);

        Assert.Contains(said, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(TinyWorld.Bytes(plain.Task), TinyWorld.Bytes(cached.Task));
    }

    [Fact]
    public void It_leaves_no_native_tensor_behind()
    {
        using var backbone = TinyWorld.Backbone();
        Train(backbone, PrefixCaching.Disk(folder.Root)).Dispose();
        NativeTensors.NoneLeftBehind(() => Train(backbone, PrefixCaching.Disk(folder.Root)).Dispose());
        NativeTensors.NoneLeftBehind(() => Train(backbone, PrefixCaching.Memory).Dispose());
    }

    private static void AssertAlike(TaskAdapter expected, TaskAdapter actual)
    {
        foreach (var ((name, wanted), (_, found)) in expected.named_parameters().Zip(actual.named_parameters()))
        {
            using var gap = (wanted - found).abs().max();
            Assert.True(gap.item<float>() < 1e-5, $"{name} differs by {gap.item<float>()}.");
        }
    }

    private TrainingResult Train(
        Backbone backbone, PrefixCaching? caching, TrainingOptions? options = null, AdapterConfig? config = null) =>
        new Trainer(backbone, options ?? TinyWorld.Options) { PrefixCaching = caching, OnWarning = warnings.Add }
            .Train(VowelTask.Declared, TinyWorld.Data(), config ?? UpperLayer);
}
