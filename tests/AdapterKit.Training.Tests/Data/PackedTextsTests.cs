using System.IO.Compression;
using System.Text;

namespace AdapterKit.Training.Tests;

public sealed class PackedTextsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.csv.gz", "text,label\na,b\n")]
    [InlineData("a.TSV.GZ", "text\tlabel\na\tb\n")]
    [InlineData("a.jsonl.gz", "{\"text\":\"a\",\"label\":\"b\"}")]
    [InlineData("a.json.gz", "[{\"text\":\"a\",\"label\":\"b\"}]")]
    [InlineData("a.csv", "text,label\na,b\n")]
    public void Packed_files_are_read(string name, string content) =>
        Assert.Equal([new Example("a", "b")], TextFiles.Read(Write(name, Pack(content))));

    [Fact]
    public void Several_packed_parts_are_one_file() => Assert.Equal(
        [new Example("a", "b"), new Example("c", "d")],
        TextFiles.Read(Write("a.csv.gz", [.. Pack("text,label\na,b\n"), .. Pack("c,d\n")])));

    [Fact]
    public void A_packed_file_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Pack("text,label\n" + string.Concat(Enumerable.Range(0, 50).Select(index => $"text {index * index},label\n")));
        for (var length = 0; length < whole.Length; length++)
            AssertRefused(whole[..length]);
    }

    [Fact]
    public void A_packed_file_that_is_altered_gives_its_texts_or_is_refused()
    {
        var whole = Pack("text,label\n" + string.Concat(Enumerable.Range(0, 50).Select(index => $"text {index * index},label\n")));
        var expected = TextFiles.Read(Write("a.csv.gz", whole));
        for (var at = 0; at < whole.Length; at++)
        {
            var altered = whole.ToArray();
            altered[at] ^= 0x10;
            try
            {
                Assert.Equal(expected, TextFiles.Read(Write("a.csv.gz", altered)));
            }
            catch (DataException error)
            {
                Assert.StartsWith(folder.PathOf("a.csv.gz"), error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_bomb_is_refused()
    {
        var path = folder.PathOf("a.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            var zeros = new byte[16 * 1024 * 1024];
            for (var part = 0; part < 40; part++)
                packed.Write(zeros);
        }

        var error = Assert.Throws<DataException>(() => TextFiles.Read(path));

        Assert.Contains("more than 512 MB unpacked", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", "[{\"text\":\"a\",\"label\":1},\n{\"label\":\"x\",\"TEXT\":\"c\"}]")]
    [InlineData("a.json", "{\"text\":\"a\",\"label\":1}\n{\"label\":\"x\",\"TEXT\":\"c\"}")]
    public void A_json_file_is_an_array_or_lines(string name, string content) =>
        Assert.Equal([new Example("a", "1"), new Example("c", "x")], TextFiles.Read(Write(name, Encoding.UTF8.GetBytes(content))));

    [Theory]
    [InlineData("[{\"text\":\"a\",\"label\":1},{\"text\":\"a\"}]", "item 2: 'label' is missing")]
    [InlineData("[{\"text\":\"a\",\"label\":1},7]", "item 2: found Number")]
    [InlineData("[{\"text\":\"a\"", "Write one JSON array of objects.")]
    public void A_malformed_array_is_refused(string content, string expected)
    {
        var error = Assert.Throws<DataException>(() => TextFiles.Read(Write("a.json", Encoding.UTF8.GetBytes(content))));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(byte[] content)
    {
        var path = Write("a.csv.gz", content);
        var error = Assert.Throws<DataException>(() => TextFiles.Read(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("gzip", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Pack(string content)
    {
        using var target = new MemoryStream();
        using (var packed = new GZipStream(target, CompressionLevel.Optimal))
            packed.Write(Encoding.UTF8.GetBytes(content));

        return target.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(folder.PathOf(name), content);
        return folder.PathOf(name);
    }
}
