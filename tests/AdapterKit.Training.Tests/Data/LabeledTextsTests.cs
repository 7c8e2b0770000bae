using System.Globalization;
using System.IO.Pipes;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AdapterKit.Training.Tests;

public sealed class LabeledTextsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.csv", "\uFEFFText;LABEL\na, b;1\n")]
    [InlineData("a.csv", "\n label \t text \r\n1\ta, b\r\n")]
    [InlineData("a.csv", "\"label\",\"text\"\n1,\"a, b\"\n\n")]
    [InlineData("a.tsv", "text\tlabel\ra, b\t1")]
    [InlineData("a.jsonl", "\uFEFF{\"text\":\"a, b\",\"label\":1}\n")]
    [InlineData("a.jsonl", "\n{\"Label\":\"1\",\"Text\":\"a, b\"}")]
    public void Dialects_are_recognized(string name, string content) =>
        Assert.Equal([new Example("a, b", "1")], TextFiles.Read(Write(name, Encoding.UTF8.GetBytes(content))));

    [Theory]
    [InlineData("a.csv", "body,class\nx,y\n")]
    [InlineData("a.jsonl", "{\"body\":\"x\",\"class\":\"y\"}\n")]
    public void Columns_can_be_named(string name, string content) => Assert.Equal(
        [new Example("x", "y")], TextFiles.Read(Write(name, Encoding.UTF8.GetBytes(content)), new TextColumns("Body", "Class")));

    [Theory]
    [InlineData("a.csv", "text,label\na,b\nc\n", "line 3: found 1 fields")]
    [InlineData("a.csv", "text,label\n\"a\nb\",c\nd,e,f\n", "line 4: found 3 fields")]
    [InlineData("a.csv", "text,label\n\na \"b\" c,d\n", "line 3: a quote stands inside")]
    [InlineData("a.csv", "text,label\n\"a\"b\"c\",d\n", "line 2: found 'b' after a closing quote")]
    [InlineData("a.csv", "text,label\n\"a,b\nc,d\n\"e\",f\n", "line 2: a quote is opened here, and the next one, before 'e', is in")]
    [InlineData("a.csv", "text,label\na,b\n\"a,b\nc,d\n", "line 3: a quote is opened here and never closed")]
    [InlineData("a.csv", "text,label\n\"a\"\"", "line 2: a quote is opened here and never closed")]
    [InlineData("a.csv", "body;class\na;b\n", "line 1: the column 'text' is missing. The columns found are: 'body', 'class'.")]
    [InlineData("a.csv", "text,label,Text\na,b,c\n", "line 1: the header names the column 'text' 2 times")]
    [InlineData("a.csv", "\n", "the file is empty")]
    [InlineData("a.jsonl", " [{\"text\":\"a\",\"label\":\"b\"}]", "the file is a JSON array; write one object per line")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":\"b\",\"text\":\"c\"}", "line 1: the key 'text' occurs twice")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":\"b\",\"Text\":\"c\"}", "line 1: the key 'text' occurs twice")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":\"b\",\"id\":1,\"id\":2}", "line 1: the key 'id' occurs twice. Keep one")]
    [InlineData("a.jsonl", "\n{\"text\":\"a\",\"label\":1.5}", "line 2: 'label' is not a string or an integer")]
    [InlineData("a.jsonl", "{\"text\":1,\"label\":1}", "line 1: 'text' is not a string")]
    [InlineData("a.jsonl", "\n{\"body\":\"a\"}", "line 2: 'text' is missing. The keys found are: body.")]
    [InlineData("a.jsonl", "\n{\"text\":\"a\\ud83d\",\"label\":\"b\"}", "line 2: a string has half of a surrogate pair")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"\\udc00\":\"b\"}", "line 1: a string has half of a surrogate pair")]
    [InlineData("a.jsonl", "{\n\"text\":\"a\"}", "line 1: ")]
    public void Malformed_files_are_refused(string name, string content, string expected) =>
        AssertRefused(Write(name, Encoding.UTF8.GetBytes(content)), expected);

    [Theory]
    [InlineData("a.csv", "text,label\na,b\ncaf\u00E9,b\n")]
    [InlineData("a.tsv", "text\tlabel\r\na\tb\r\ncaf\u00E9\tb\r\n")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":\"b\"}\r\r{\"text\":\"\u00E9\",\"label\":\"b\"}")]
    public void Files_that_are_not_utf8_are_refused(string name, string content)
    {
        AssertRefused(Write(name, Encoding.Latin1.GetBytes(content)), "line 3: the file is not UTF-8. Convert it");
        var wide = Encoding.Unicode.GetBytes(content.Replace("\u00E9", "e", StringComparison.Ordinal));
        AssertRefused(Write(name, wide), "line 1: found a NUL");
    }

    [Fact]
    public void Encodings_are_named_or_recognized_by_their_byte_order_mark()
    {
        Example[] expected = [new("caf\u00E9 \u20AC", "b"), new("c", "d")];
        foreach (var name in new[] { "utf-8", "utf-16", "utf-16BE", "utf-32", "windows-1252", "cp1252" })
        {
            var encoding = TextEncodings.Find(name)!;
            var content = encoding.GetBytes("text,label\ncaf\u00E9 \u20AC,b\nc,d\n");
            Assert.Equal(expected, TextFiles.Read(Write("a.csv", content), encoding: encoding));
            if (encoding.Preamble.Length > 0)
                Assert.Equal(expected, TextFiles.Read(Write("a.csv", [.. encoding.Preamble, .. content])));
        }
    }

    [Fact]
    public void Bytes_that_the_named_encoding_does_not_have_are_refused()
    {
        var path = Write("a.csv", Encoding.Latin1.GetBytes("text,label\na,b\ncaf\u00E9,b\n"));

        var error = Assert.Throws<DataException>(() => TextFiles.Read(path, encoding: Encoding.ASCII));

        Assert.Contains($"{path}, line 3: the file is not us-ascii", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_refused()
    {
        if (!OperatingSystem.IsLinux())
            return;

        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.Write("text,label\n"u8);
        var path = folder.PathOf("a.csv");
        File.CreateSymbolicLink(path, $"/proc/self/fd/{pipe.GetClientHandleAsString()}");

        AssertRefused(path, "this is a pipe or a device");
    }

    [Fact]
    public void Every_written_dialect_is_read_back()
    {
        var random = new Random(1);
        string[] pieces = [",", ";", "\t", "\"", "\r\n", "\n", "a", "\u00E9", "\U0001F600", " "];
        for (var round = 0; round < 300; round++)
        {
            var quotesAll = random.Next(2) == 0;
            var dialect = new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = random.GetItems<string>([",", ";", "\t"], 1)[0],
                NewLine = random.GetItems<string>(["\n", "\r\n", "\r"], 1)[0],
                // By default, the writer quotes only its own line ends.
                ShouldQuote = args => quotesAll || args.Field.AsSpan().ContainsAny('\r', '\n') || ConfigurationFunctions.ShouldQuote(args),
            };
            Example[] examples = [.. Enumerable.Range(0, 8).Select(_ => new Example(
                string.Concat(random.GetItems(pieces, random.Next(6))), $"label{random.Next(3)}"))];
            var path = folder.PathOf("random.csv");
            using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(random.Next(2) == 0)))
            using (var table = new CsvWriter(writer, dialect))
            {
                string[][] records = [["text", "label"], .. examples.Select(example => new[] { example.Text, example.Label })];
                foreach (var record in records)
                {
                    Array.ForEach(record, table.WriteField);
                    table.NextRecord();
                }
            }

            Assert.Equal(examples, TextFiles.Read(path));
        }
    }

    private static void AssertRefused(string path, string expected)
    {
        var error = Assert.Throws<DataException>(() => TextFiles.Read(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(folder.PathOf(name), content);
        return folder.PathOf(name);
    }
}
