using System.IO.Compression;
using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class BatchInputTests : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam");
    private readonly Batch batch;

    public BatchInputTests() => batch = new Batch(plugins);

    public void Dispose() => plugins.Dispose();

    [Theory]
    [InlineData("texts.txt", "one\nGrüße\n")]
    [InlineData("texts.jsonl", "{\"text\":\"one\"}\n{\"text\":\"Grüße\",\"label\":\"ham\"}\n")]
    [InlineData("texts.json", "[{\"text\":\"one\"},{\"text\":\"Grüße\"}]")]
    [InlineData("texts.csv", "label;text\nham;one\nham;Grüße\n")]
    [InlineData("texts.tsv", "label\ttext\nham\tone\nham\tGrüße\n")]
    public void A_file_of_any_kind_is_the_same_as_its_lines_also_compressed(string name, string content)
    {
        var expected = batch.OfLines(["one", "Grüße"], "--json");

        var plain = batch.OfFile(Write(name, Encoding.UTF8.GetBytes(content)));
        var packed = batch.OfFile(Write(name + ".gz", Compress(content)));

        Assert.Equal((ExitCode.Success, expected.Output), (plain.ExitCode, plain.Output));
        Assert.Equal((ExitCode.Success, expected.Output), (packed.ExitCode, packed.Output));
    }

    [Fact]
    public void The_column_of_the_texts_has_any_name()
    {
        var path = Write("mails.csv", "text,Body\nwrong,right\n"u8.ToArray());

        Assert.Equal(batch.OfLines(["right"], "--json").Output, batch.OfFile(path, "--text-column", "body").Output);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public void An_encoding_can_be_named_for_lines_and_for_files(string name)
    {
        var expected = batch.OfLines(["Grüße", "zwei"], "--json").Output;
        var bytes = Encode(name, "Grüße\nzwei\n");

        Assert.Equal(expected, batch.OfBytes(bytes, "--lines", "--json", "--encoding", name).Output);
        Assert.Equal(expected, batch.OfFile(Write("texts.txt", bytes), "--encoding", name).Output);
        Assert.Equal(expected, CommandRun.Of(
            ["predict", "--lines", "--file", Write("lines", bytes), "--json", "--encoding", name, "--plugins", plugins.Root],
            TinyBackbone.Open).Output);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_is_recognized(string name)
    {
        byte[] bytes = [.. Encoding.GetEncoding(name).Preamble, .. Encode(name, "Grüße\n")];

        var expected = batch.OfLines(["Grüße"], "--json");

        Assert.Equal(expected.Output, batch.OfBytes(bytes, "--lines", "--json").Output);
        Assert.Equal(
            expected.JsonLines[0].At("predictions").GetRawText(),
            batch.OfBytes([.. bytes[..^Encode(name, "\n").Length]], "--json").Json.At("predictions").GetRawText());
    }

    [Theory]
    [InlineData("caf\u00E9 au lait\n", "latin1", "")]
    [InlineData("caf\u00C3", "latin1", "")]
    [InlineData("caf\u00E9\n", "latin1", "\u00EF\u00BB\u00BF")]
    [InlineData("a\u0000\u0000\u00D8\n\u0000", "latin1", "\u00FF\u00FE")]
    [InlineData("one\n", "utf-16", "")]
    public void Bytes_that_are_not_text_are_refused_instead_of_replaced(string content, string name, string mark)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(mark), .. Encode(name, content)];

        CommandRun[] runs = [batch.OfBytes(bytes, "--lines"), batch.OfBytes(bytes)];

        Assert.All(runs, run =>
        {
            Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
            Assert.Matches("not valid UTF-|has a NUL character", run.Error);
        });
    }

    [Theory]
    [InlineData("--lines")]
    [InlineData("--lines", "--json")]
    public void Without_any_text_nothing_is_done(params string[] options)
    {
        var run = batch.OfBytes([], options);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("The input has no texts.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data {0} --lines", "--data reads a file of its own")]
    [InlineData("--data {0} --file {0}", "--data reads a file of its own")]
    [InlineData("--data {0} text", "leave out the text")]
    [InlineData("--lines text", "leave out the text")]
    [InlineData("--lines --mail", "--mail")]
    [InlineData("--lines --explain", "--explain")]
    [InlineData("--data {0} --explain", "--explain")]
    [InlineData("--text-column body text", "--text-column and --second-column require --data")]
    [InlineData("--second-column body --lines", "--text-column and --second-column require --data")]
    [InlineData("--encoding latin1 text", "--encoding requires --data or --lines")]
    [InlineData("--encoding latin1 --file {0}", "--encoding requires --data or --lines")]
    [InlineData("--lines", "There are no lines")]
    [InlineData("--lines --file {0}.missing", "cannot be read")]
    [InlineData("--data {0}.missing", "not a supported type")]
    [InlineData("--data missing.txt", "cannot be read")]
    public void Options_that_exclude_each_other_are_refused_before_anything_is_loaded(string options, string said)
    {
        var path = Write("texts.txt", "one\n"u8.ToArray());

        var run = CommandRun.Of(["predict", .. options.Split(' ').Select(word => word.Replace("{0}", path, StringComparison.Ordinal))],
            CommandRun.NoBackbone);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private static byte[] Encode(string name, string text) => Training.TextEncodings.Find(name)!.GetBytes(text);

    private static byte[] Compress(string content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));

        return bytes.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        var path = plugins.PathOf("..", name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
