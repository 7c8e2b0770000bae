using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Cluster.Tests;

/// <summary>Archives in a directory.</summary>
public sealed class FolderBlobStoreTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("weights");
    private static readonly string Hash = ContentHash.Compute(Content);

    private readonly TemporaryFolder folder = new();
    private readonly FolderBlobStore store;

    public FolderBlobStoreTests() => store = new FolderBlobStore(folder.PathOf("blobs"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_has_another_hash_is_not_kept()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync(Hash, new MemoryStream([1])));
        Assert.Null(await store.OpenAsync(Hash));
        Assert.Empty(Directory.GetFiles(folder.PathOf("blobs")));
    }

    [Fact]
    public async Task A_file_that_is_broken_is_written_again()
    {
        await store.PutAsync(Hash, new MemoryStream(Content));
        var file = Assert.Single(Directory.GetFiles(folder.PathOf("blobs")));
        await File.WriteAllTextAsync(file, "half");
        await store.PutAsync(Hash, new MemoryStream(Content));
        Assert.Equal(Content, await File.ReadAllBytesAsync(file));
    }
}
