namespace AdapterKit.Backbones.Tests;

public sealed class ShardedCheckpointTests : IDisposable
{
    private const string Index = "model.safetensors.index.json";

    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void Tensors_come_from_the_files_that_the_index_names()
    {
        using var scope = NewDisposeScope();
        WriteShard("1.safetensors", ("a", arange(3)), ("b", ones(2, 2)));
        WriteShard("2.safetensors", ("c", zeros(1)));
        using var checkpoint = Open(
            """{"metadata": {"total_size": 1}, "weight_map": {"c": "2.safetensors", "a": "1.safetensors", "b": "1.safetensors"}}""");

        Assert.Equal(["a", "b", "c"], checkpoint.Keys);
        Assert.Equal(["1.safetensors", "2.safetensors"], checkpoint.Files);
        Assert.Equal(directory.PathOf(Index), checkpoint.Name);
        Assert.True(checkpoint.Contains("a") && !checkpoint.Contains("d"));
        Assert.Equal([2, 2], checkpoint.Describe("b").Shape);
        Assert.Equal([0, 1, 2], checkpoint.Read("a").data<long>().ToArray());
        Assert.Contains("'d'", Assert.Throws<CheckpointException>(() => checkpoint.Read("d")).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Torch_files_may_be_sharded_too()
    {
        File.WriteAllBytes(directory.PathOf("1.bin"), TorchFiles.Zip(new TestTensor("a", TestStorage.Range("0", 3), [3], [1])));
        File.WriteAllBytes(directory.PathOf("2.bin"), TorchFiles.Legacy(new TestTensor("b", TestStorage.Range("0", 2), [2], [1])));
        File.WriteAllText(directory.PathOf("pytorch_model.bin.index.json"), """{"weight_map": {"a": "1.bin", "b": "2.bin"}}""");
        using var checkpoint = CheckpointFiles.Open(directory.Root);
        using var read = checkpoint.Read("b");
        Assert.Equal([0, 1], read.data<float>().ToArray());
    }

    [SkippableFact]
    public void A_file_is_opened_when_one_of_its_tensors_is_needed()
    {
        WriteShard("1.safetensors", ("a", ones(1)));
        File.WriteAllText(directory.PathOf("2.safetensors"), "no tensors");
        using var checkpoint = Open("""{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}""");
        checkpoint.Read("a").Dispose();
        Assert.Throws<SafetensorsException>(() => checkpoint.Describe("b"));
        checkpoint.Dispose();
        Assert.Throws<ObjectDisposedException>(() => checkpoint.Read("a"));
    }

    [SkippableTheory]
    [InlineData("../1.safetensors")]
    [InlineData("sub/1.safetensors")]
    [InlineData("sub\\\\1.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("C:1.safetensors")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("1.safetensors\\u0000")]
    public void A_file_elsewhere_is_refused(string name)
    {
        Directory.CreateDirectory(directory.PathOf("sub"));
        WriteShard("1.safetensors", ("a", ones(1)));
        WriteShard("sub/1.safetensors", ("a", ones(1)));
        Assert.Contains("not a plain file name", Refuse($$$"""{"weight_map": {"a": "{{{name}}}"}}"""), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_cache_of_Hugging_Face_consists_of_links()
    {
        using var scope = NewDisposeScope();
        var snapshot = Directory.CreateDirectory(directory.PathOf("snapshots", "main")).FullName;
        Directory.CreateDirectory(directory.PathOf("blobs"));
        WriteShard("blobs/first", ("a", arange(3)));
        File.WriteAllText(directory.PathOf("blobs", "second"), """{"weight_map": {"a": "1.safetensors"}}""");
        File.CreateSymbolicLink(Path.Combine(snapshot, "1.safetensors"), "../../blobs/first");
        File.CreateSymbolicLink(Path.Combine(snapshot, Index), "../../blobs/second");
        using var checkpoint = CheckpointFiles.Open(snapshot);

        Assert.Equal([0, 1, 2], checkpoint.Read("a").data<long>().ToArray());
    }

    [SkippableTheory]
    [InlineData("missing")]
    [InlineData("1.safetensors")] // itself
    [InlineData("..")]
    [InlineData("empty")]
    [InlineData("/dev/zero")]
    public void A_link_to_anything_but_a_file_with_content_is_refused(string target)
    {
        File.WriteAllText(directory.PathOf("empty"), "");
        File.CreateSymbolicLink(directory.PathOf("1.safetensors"), target);

        Assert.Contains(
            $"'1.safetensors' is a link to '{target}', which is not a file with content.",
            Refuse("""{"weight_map": {"a": "1.safetensors"}}"""),
            StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("[]", "weight_map")]
    [InlineData("""{"metadata": {}}""", "weight_map")]
    [InlineData("""{"weight_map": []}""", "weight_map")]
    [InlineData("""{"weight_map": {"a": 1}}""", "'a'")]
    [InlineData("""{"weight_map": {"a": "1.safetensors", "a": "1.safetensors"}}""", "not a valid index")]
    [InlineData("""{"weight_map": {"a": "1.safetensors", "\u0061": "1.safetensors"}}""", "not a valid index")]
    [InlineData("""{"weight_map": {"a": "1.safetensors"}, "weight_map": {"a": "1.safetensors"}}""", "not a valid index")]
    [InlineData("""{"weight_map": {"\ud800": "1.safetensors"}}""", "not a valid index")]
    [InlineData("""{"weight_map": {"a": "1.safe""", "not a valid index")]
    [InlineData("", "not a valid index")]
    [InlineData("""{"weight_map": {"a": "3.safetensors"}}""", "'3.safetensors' is not in the directory")]
    public void A_malformed_index_is_refused(string index, string said)
    {
        WriteShard("1.safetensors", ("a", ones(1)));
        Assert.Contains(said, Refuse(index), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("""{"a": "1.safetensors", "b": "1.safetensors", "c": "1.safetensors"}""", "'c' is not in '1.safetensors'")]
    [InlineData("""{"a": "1.safetensors", "d": "2.safetensors"}""", "contains 'b', which the index lacks")]
    [InlineData("""{"a": "1.safetensors", "b": "2.safetensors"}""", "'b' is in '1.safetensors', but the index says '2.safetensors'")]
    [InlineData("""{"a": "1.txt"}""", "must end with")]
    public void A_file_that_does_not_match_the_index_is_refused(string map, string said)
    {
        WriteShard("1.safetensors", ("a", ones(1)), ("b", ones(1)));
        WriteShard("2.safetensors", ("b", ones(1)), ("d", ones(1)));
        File.WriteAllText(directory.PathOf("1.txt"), "");
        using var checkpoint = Open($$"""{"weight_map": {{map}}}""");
        Assert.Contains(said, Assert.Throws<CheckpointException>(() => checkpoint.Describe("a")).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void An_index_of_gigabytes_is_refused_unread()
    {
        using (var file = File.Create(directory.PathOf(Index)))
            file.SetLength(1L << 32);

        var error = Assert.Throws<CheckpointException>(() => ShardedCheckpoint.Open(directory.PathOf(Index)));
        Assert.Contains("at most", error.Message, StringComparison.Ordinal);
    }

    private string Refuse(string index) => Assert.Throws<CheckpointException>(() => Open(index).Dispose()).Message;

    private ShardedCheckpoint Open(string index)
    {
        File.WriteAllText(directory.PathOf(Index), index);
        return ShardedCheckpoint.Open(directory.PathOf(Index));
    }

    private void WriteShard(string name, params (string, Tensor)[] tensors)
    {
        SafetensorsFile.Write(directory.PathOf(name), tensors);
        foreach (var (_, tensor) in tensors)
            tensor.Dispose();
    }
}
