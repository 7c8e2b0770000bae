namespace AdapterKit.Training.Tests;

public sealed class UnlabeledTextsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("texts.txt", "one\n\ntwo, and more\n")]
    [InlineData("texts.jsonl", "{\"text\":\"one\"}\n{\"label\":\"x\",\"text\":\"two, and more\"}\n")]
    [InlineData("texts.csv", "label,text\nx,one\ny,\"two, and more\"\n")]
    public void Texts_are_read_with_or_without_labels(string name, string content) =>
        Assert.Equal(["one", "two, and more"], TextFiles.ReadTexts(Write(name, content)));

    [Theory]
    [InlineData("texts.jsonl", "{\"text\":\"one\"}\n{\"label\":\"x\"}\n", "line 2")]
    [InlineData("texts.csv", "label\nx\n", "'text'")]
    [InlineData("texts.doc", "", "'.doc'")]
    public void A_line_without_text_is_reported_by_its_number(string name, string content, string said)
    {
        var path = Write(name, content);
        var error = Assert.Throws<DataException>(() => TextFiles.ReadTexts(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_twentieth_text_is_held_back()
    {
        var corpus = TextCorpus.Split([.. Enumerable.Range(0, 100).Select(index => $"{index}")]);
        Assert.Equal((95, 5), (corpus.Train.Count, corpus.Validation.Count));
        Assert.Empty(corpus.Train.Intersect(corpus.Validation));
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(folder.PathOf(name), content);
        return folder.PathOf(name);
    }
}
