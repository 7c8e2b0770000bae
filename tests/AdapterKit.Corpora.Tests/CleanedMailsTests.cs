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

    [Fact]
    public async Task What_killed_processes_left_is_removed_and_what_others_write_is_not()
    {
        var (old, young) = (folder.PathOf("mails.json.x1.tmp"), folder.PathOf("mails.json.x2.tmp"));
        await File.WriteAllTextAsync(old, "left");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        await File.WriteAllTextAsync(young, "being written");

        await new CleanedMails(folder.PathOf("mails.json")).WriteAsync(Texts);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
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
