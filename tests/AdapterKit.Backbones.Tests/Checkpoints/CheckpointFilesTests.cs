namespace AdapterKit.Backbones.Tests;

public sealed class CheckpointFilesTests : IDisposable
{
    private static readonly string[] Forms =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void The_first_form_that_is_there_is_opened()
    {
        WriteAll();
        foreach (var form in Forms)
        {
            using (var checkpoint = CheckpointFiles.Open(directory.Root))
            {
                Assert.Equal(directory.PathOf(form), checkpoint.Name);
                Assert.Equal(["x"], checkpoint.Keys);
                using var read = checkpoint.Read("x");
                Assert.Equal([0, 1, 2], read.data<float>().ToArray());
            }

            File.Delete(directory.PathOf(form));
        }
    }

    [SkippableFact]
    public void The_hash_is_that_of_the_weights()
    {
        WriteAll();
        Assert.Equal(ContentHash.ComputeFile(directory.PathOf(Forms[0])), CheckpointFiles.ComputeHash(directory.Root));

        File.Delete(directory.PathOf(Forms[0]));
        File.WriteAllBytes(directory.PathOf("b.safetensors"), [3, 4]);
        File.WriteAllBytes(directory.PathOf("B.safetensors"), [1, 2]);
        File.WriteAllText(directory.PathOf(Forms[1]), """{"weight_map": {"x": "b.safetensors", "y": "B.safetensors"}}""");
        Assert.Equal(ContentHash.Compute([1, 2, 3, 4]), CheckpointFiles.ComputeHash(directory.Root));

        File.Delete(directory.PathOf(Forms[1]));
        Assert.Equal(ContentHash.ComputeFile(directory.PathOf(Forms[2])), CheckpointFiles.ComputeHash(directory.Root));
    }

    [SkippableFact]
    public void A_directory_without_weights_is_refused_with_what_it_has_and_needs()
    {
        Assert.Contains("has no files", Refuse(), StringComparison.Ordinal);
        File.WriteAllText(directory.PathOf("tf_model.h5"), "");
        File.WriteAllText(directory.PathOf("config.json"), "");
        Assert.Contains("has config.json, tf_model.h5.", Refuse(), StringComparison.Ordinal);
        Assert.All(Forms, form => Assert.Contains(form, Refuse(), StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
            File.WriteAllText(directory.PathOf($"{i}.txt"), "");

        Assert.Contains("and 10 more", Refuse(), StringComparison.Ordinal);
        var missing = Assert.Throws<CheckpointException>(() => CheckpointFiles.Open(directory.PathOf("missing")));
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
    }

    private string Refuse()
    {
        var message = Assert.Throws<CheckpointException>(() => CheckpointFiles.Open(directory.Root)).Message;
        Assert.Equal(message, Assert.Throws<CheckpointException>(() => CheckpointFiles.ComputeHash(directory.Root)).Message);
        Assert.StartsWith(directory.Root, message, StringComparison.Ordinal);
        return message;
    }

    private void WriteAll()
    {
        using var x = arange(3, ScalarType.Float32);
        SafetensorsFile.Write(directory.PathOf("model.safetensors"), [("x", x)]);
        SafetensorsFile.Write(directory.PathOf("part.safetensors"), [("x", x)]);
        var torch = TorchFiles.Zip(new TestTensor("x", TestStorage.Range("0", 3), [3], [1]));
        File.WriteAllBytes(directory.PathOf("pytorch_model.bin"), torch);
        File.WriteAllBytes(directory.PathOf("part.bin"), torch);
        File.WriteAllText(directory.PathOf("model.safetensors.index.json"), """{"weight_map": {"x": "part.safetensors"}}""");
        File.WriteAllText(directory.PathOf("pytorch_model.bin.index.json"), """{"weight_map": {"x": "part.bin"}}""");
    }
}
