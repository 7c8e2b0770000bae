using AdapterKit.Testing;

namespace AdapterKit.Corpora.Tests;

public sealed class CleanedMailsTests : IDisposable
{
    private static readonly Dictionary<string, string> Texts = new() { ["a/1"] = "Caf\u00E9 \"one\"", ["a/2"] = "", ["b/1"] = "two" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_written_is_read_and_nothing_else_is_left()
    {
        var mails = new CleanedMails(folder.PathOf("mails.json"));
        Assert.Null(await mails.ReadAsync());

        await mails.WriteAsync(Texts);

        Assert.Equal(Texts, await mails.ReadAsync());
        Assert.Equal(["mails.json", "mails.json.sha256"], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("mails.json")]
    [InlineData("mails.json.sha256")]
    public async Task A_file_that_is_truncated_or_altered_anywhere_is_not_used_and_can_be_written_anew(string name)
    {
        var mails = new CleanedMails(folder.PathOf("mails.json"));
        await mails.WriteAsync(Texts);
        var whole = await File.ReadAllBytesAsync(folder.PathOf(name));
        for (var at = 0; at < whole.Length; at++)
        {
            await File.WriteAllBytesAsync(folder.PathOf(name), whole[..at]);
            Assert.Null(await mails.ReadAsync());

            var flipped = whole.ToArray();
            flipped[at] ^= 1;
            await File.WriteAllBytesAsync(folder.PathOf(name), flipped);
            Assert.Null(await mails.ReadAsync());
        }

        await mails.WriteAsync(Texts);
        Assert.Equal(Texts, await mails.ReadAsync());
    }
}
