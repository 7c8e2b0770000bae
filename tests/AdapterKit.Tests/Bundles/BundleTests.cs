using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class BundleTests : IDisposable
{
    private static readonly BertConfig Config =
        new() { Vocabulary = 11, Hidden = 8, Layers = 2, Heads = 2, Intermediate = 8, Positions = 8 };
    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = new(Config);
    private readonly GreekTask task;
    private readonly string manifest, pinned;

    public BundleTests()
    {
        task = new GreekTask(backbone, GreekTask.Declared.Config);
        Bundle.Save(folder.Root, task);
        manifest = File.ReadAllText(ManifestPath);
        pinned = ContentHash.ComputeFile(WeightsPath);
    }

    private string ManifestPath => folder.PathOf("adapter.json");

    private string WeightsPath => folder.PathOf("adapter.safetensors");

    public void Dispose()
    {
        task.Dispose();
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_task_comes_back_as_it_was_saved()
    {
        using var loaded = Load();

        Assert.Equal(task.Config.Options, loaded.Config.Options);
        Assert.Equal(
            (AdapterPlacement.Parallel, task.Config.Drop, true), (loaded.Config.Placement, loaded.Config.Drop, loaded.Config.TuneNorms));
        Assert.Equal(task.named_parameters().Select(entry => entry.name), loaded.named_parameters().Select(entry => entry.name));
        Assert.All(
            task.named_parameters().Zip(loaded.parameters()),
            pair => Assert.Equal(pair.First.parameter.bytes.ToArray(), pair.Second.bytes.ToArray()));
        Assert.False(loaded.training);
    }

    [Fact]
    public void A_task_with_other_adapters_than_declared_comes_back_with_those()
    {
        var config = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Points = [],
            TuneNorms = false,
            Drop = DropSet.None.With(LayerSet.Parse("0..1")),
        };
        using var other = new GreekTask(backbone, config);
        Bundle.Save(folder.Root, other);

        using var loaded = Load();

        Assert.Equal(
            ["head.norm.weight", "head.norm.bias", "head.output.weight", "head.output.bias"],
            loaded.named_parameters().Select(entry => entry.name));
        Assert.Equal(config.Drop, loaded.Config.Drop);
    }

    [Fact]
    public void Saving_twice_gives_the_same_bytes()
    {
        var weights = File.ReadAllBytes(WeightsPath);
        Bundle.Save(folder.Root, task);

        Assert.Equal(manifest, File.ReadAllText(ManifestPath));
        Assert.Equal(weights, File.ReadAllBytes(WeightsPath));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Theory]
    [InlineData("\"format\": 2", "\"format\": 1", "'format' is 1, but 2 is required")]
    [InlineData("\"format\": 2,", "", "'format' is missing")]
    [InlineData("\"format\": 2", "\"format\": \"2\"", "requires an element of type 'Number'")]
    [InlineData("\"format\": 2", "\"format\": 2e99", "")]
    [InlineData("\"greek\"", "\"roman\"", "'task' is 'roman', but 'greek' is required")]
    [InlineData("\"id\": \"bert\"", "\"id\": \"gpt\"", "'backbone.id' is 'gpt', but 'bert' is required")]
    [InlineData("\"hash\": \"random\"", "\"hash\": \"sha256:1\"", "'backbone.hash' is 'sha256:1', but 'random' is required")]
    [InlineData(
        "\"beta, gamma\"",
        "\"beta\", \"gamma\"",
        "'labels' is '\"alpha\", \"beta\", \"gamma\"', but '\"alpha\", \"beta, gamma\"' is required")]
    [InlineData("\"alpha\"", "null", "labels")]
    [InlineData("\"labels\":", "\"tags\":", "tags")]
    [InlineData("\"training\": null", "\"training\": null, \"extra\": 1", "extra")]
    [InlineData("\"training\": null", "\"training\": null, \"task\": \"greek\"", "task")]
    [InlineData("\"bottleneck\",", "\"squeeze\",", "'adapter.variant' is 'squeeze', but 'bottleneck' is required")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": 2.5", "the option 'bottleneck' must be a whole number")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": -2", "cannot be built")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": 3", "float32 [2, 8], and float32 [3, 8] is needed")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": 2147483647", "float32 [2147483647, 8] is needed")]
    [InlineData("\"bottleneck\": 2,", "", "the option 'bottleneck' is missing")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": 2, \"bottleneck\": 2", "bottleneck")]
    [InlineData("\"bottleneck\": 2", "\"bottleneck\": 2, \"depth\": 2", "unknown option 'depth'")]
    [InlineData("\"maxTokens\": 64", "\"maxTokens\": 0", "'maxTokens' is 0, but must be at least 1")]
    [InlineData("\"maxTokens\": 64,", "", "maxTokens")]
    [InlineData("\"learnScaling\": true", "\"learnScaling\": 1", "'learnScaling' must be true or false")]
    [InlineData("\"learnScaling\": true", "\"learnScaling\": false", "belongs to nothing in task 'greek'")]
    [InlineData("\"Relu\"", "\"relu\"", "must be one of Linear, Relu")]
    [InlineData("\"Relu\"", "\"1\"", "")]
    [InlineData("\"Parallel\"", "\"Sideways\"", "placement")]
    [InlineData("\"Parallel\"", "99", "'adapter.placement' is 99, but must be one of Sequential")]
    [InlineData("\"feed_forward\"\n", "\"feed_backward\"\n", "'feed_backward', which backbone 'bert' lacks")]
    [InlineData("\"feed_forward\": \"0\"", "\"feed_forward\": \"0-1\"", "adapter.drop.feed_forward: '0-1' is not a set of layers")]
    [InlineData("\"feed_forward\": \"0\"", "\"feed_forward\": \"0..2147483647\"", "not a set of layers")]
    [InlineData("\"feed_forward\": \"0\"", "\"feed_forward\": null", "'adapter.drop' contains null")]
    [InlineData("\"feed_forward\"\n", "null\n", "'adapter.points' contains null")]
    [InlineData("\"feed_forward\": \"0\"", "\"attic\": \"0\"", "'attic', which backbone 'bert' lacks")]
    [InlineData("\"feed_forward\": \"0\"", "\"feed_forward\": \"1\"", "belongs to nothing")]
    [InlineData("\"tuneNorms\": true", "\"tuneNorms\": false", "belongs to nothing")]
    [InlineData("\"maxTokens\":", "\"droppableLayers\": 3, \"maxTokens\":", "'droppableLayers' is 3, but must be from 0 to 2")]
    [InlineData("\"maxTokens\":", "\"droppableLayers\": -1, \"maxTokens\":", "'droppableLayers' is -1")]
    [InlineData("\"adapter.safetensors\"", "\"../adapter.safetensors\"", "is not in the same directory")]
    [InlineData("\"adapter.safetensors\"", "\"other.safetensors\"", "'other.safetensors' is not in the same directory")]
    [InlineData("\"adapter.safetensors\"", "\"\"", "'' is not in the same directory")]
    [InlineData("\"hash\": \"sha256:", "\"hash\": \"sha256:0", "the hash of the file is")]
    public void A_manifest_that_does_not_fit_is_refused_with_the_reason(string before, string after, string reason)
    {
        Assert.Contains(before, manifest, StringComparison.Ordinal);
        File.WriteAllText(ManifestPath, manifest.Replace(before, after, StringComparison.Ordinal));

        var error = Assert.Throws<BundleException>(Load);

        Assert.StartsWith(folder.Root, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_with_file_and_key()
    {
        AssertRefused(
            "layers.1.feed_forward.adapter.up.bias",
            "is missing",
            (name, tensor) => name.EndsWith("up.bias", StringComparison.Ordinal) ? [] : [(name, tensor)]);
        AssertRefused(
            "stowaway",
            "belongs to nothing in task 'greek'",
            (name, tensor) => name == "head.norm.bias" ? [(name, tensor), ("stowaway", tensor)] : [(name, tensor)]);
        AssertRefused(
            "head.output.bias",
            "the file has float32 [1, 2], and float32 [2] is needed",
            (name, tensor) => [(name, name == "head.output.bias" ? tensor.unsqueeze(0) : tensor)]);
        AssertRefused(
            "head.output.bias",
            "the file has float64 [2], and float32 [2] is needed",
            (name, tensor) => [(name, name == "head.output.bias" ? tensor.to(float64) : tensor)]);
        AssertRefused(
            "factor",
            "the file has float32 [], and float32 [1] is needed",
            (name, tensor) => [(name, name.EndsWith("factor", StringComparison.Ordinal) ? tensor.squeeze() : tensor)]);
    }

    [Fact]
    public void Altered_weights_are_refused_before_they_are_read()
    {
        var bytes = File.ReadAllBytes(WeightsPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(WeightsPath, bytes);

        Assert.Contains("sha256:", Assert.Throws<BundleException>(Load).Message, StringComparison.Ordinal);
        File.Delete(WeightsPath);
        Assert.Contains("not in the same directory", Assert.Throws<BundleException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_break_the_format_are_a_bundle_error_too()
    {
        File.WriteAllBytes(WeightsPath, SafetensorsBytes.Of("{}", 1));
        PinWeights();

        Assert.IsType<SafetensorsException>(Assert.Throws<BundleException>(Load).InnerException);
    }

    [Fact]
    public void A_manifest_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < manifest.TrimEnd().Length; length++)
        {
            File.WriteAllText(ManifestPath, manifest[..length]);
            Assert.Throws<BundleException>(Load);
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_manifest_is_refused_or_harmless()
    {
        var sound = Encoding.UTF8.GetBytes(manifest);
        for (var at = 0; at < sound.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = (byte[])sound.Clone();
                bytes[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(ManifestPath, bytes);
                try
                {
                    Load().Dispose();
                }
                catch (BundleException)
                {
                    // Any other exception fails the test.
                }
            }
        }
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_bundle()
    {
        File.Delete(ManifestPath);
        Assert.Contains("does not exist", Assert.Throws<BundleException>(Load).Message, StringComparison.Ordinal);
        Assert.Throws<BundleException>(() => Bundle.Open(folder.PathOf("nowhere")));
    }

    [Fact]
    public void Loading_and_refusing_leave_no_native_tensor_behind() => NativeTensors.NoneLeftBehind(() =>
    {
        Load().Dispose();
        File.WriteAllText(ManifestPath, manifest.Replace("\"bottleneck\": 2", "\"bottleneck\": 3", StringComparison.Ordinal));
        Assert.Throws<BundleException>(Load);
    });

    private TaskAdapter Load() => Bundle.Open(folder.Root).Load(GreekTask.Declared, backbone);

    private void AssertRefused(string key, string reason, Func<string, Tensor, (string, Tensor)[]> change)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(WeightsPath, task.named_parameters().SelectMany(entry => change(entry.name, entry.parameter)));
        PinWeights();

        var error = Assert.Throws<BundleException>(Load);

        Assert.StartsWith(WeightsPath, error.Message, StringComparison.Ordinal);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Makes the manifest vouch for the weights as they are now.</summary>
    private void PinWeights() =>
        File.WriteAllText(ManifestPath, manifest.Replace(pinned, ContentHash.ComputeFile(WeightsPath), StringComparison.Ordinal));
}
