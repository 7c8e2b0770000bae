namespace AdapterKit.Training.Tests;

/// <summary>Targets of each kind in each form of file.</summary>
public sealed class KindDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.jsonl", """{"text":"x","labels":["a","b, c"]}""", """["a","b, c"]""")]
    [InlineData("a.jsonl", """{"text":"x","labels":"a, b"}""", "a, b")]
    [InlineData("a.csv", "text,labels\nx,\"a, b\"", "a, b")]
    [InlineData("a.tsv", "labels\ttext\na;b\tx", "a;b")]
    public void Labels_are_lists(string name, string content, string expected) =>
        Assert.Equal([new Example("x", expected)], TextFiles.Read(Write(name, content), MultiLabelTask.Kind));

    [Theory]
    [InlineData("a.jsonl", """{"text":"x","value":2.50}""", "2.50")]
    [InlineData("a.jsonl", """{"text":"x","value":"2.5"}""", "2.5")]
    [InlineData("a.csv", "text;value\nx;-3", "-3")]
    public void Values_are_numbers(string name, string content, string expected) =>
        Assert.Equal([new Example("x", expected)], TextFiles.Read(Write(name, content), RegressionTask.Kind));

    [Theory]
    [InlineData("a.jsonl", """{"text":"x","second":"y","label":"yes"}""")]
    [InlineData("a.csv", "label,second,text\nyes,y,x")]
    public void Pairs_have_two_texts(string name, string content)
    {
        Assert.Equal([new Example("x", "yes") { Second = "y" }], TextFiles.Read(Write(name, content), PairTask.Kind));
        Assert.Equal([new TaskInput("x", "y")], TextFiles.ReadPairs(Write(name, content)));
        Assert.Contains(
            "'value'", Assert.Throws<DataException>(() => TextFiles.Read(Write(name, content), SimilarityTask.Kind)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl", """{"text":"x","target":"y","label":"ignored"}""")]
    [InlineData("a.csv", "target,text\ny,x")]
    [InlineData("a.tsv", "text\ttarget\nx\ty")]
    public void Targets_are_texts(string name, string content)
    {
        Assert.Equal([new Example("x", "y") { Second = "y" }], TextFiles.Read(Write(name, content), TextToTextTask.Kind));
        Assert.Contains(
            "'.txt' is not a supported type",
            Assert.Throws<DataException>(() => TextFiles.Read(Write("a.txt", "x"), TextToTextTask.Kind)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl", """{"text":"x y","tags":["O","B-A"]}""", """["O","B-A"]""")]
    [InlineData("a.tsv", "text\ttags\nx y\tO B-A", "O B-A")]
    public void Tags_are_lists(string name, string content, string expected) =>
        Assert.Equal([new Example("x y", expected)], TextFiles.Read(Write(name, content), TaggingTask.Kind));

    [Fact]
    public void Columns_may_have_other_names() => Assert.Equal(
        [new Example("x", "1")],
        TextFiles.Read(Write("a.csv", "body,stars\nx,1"), RegressionTask.Kind, new TextColumns("body", "stars")));

    [Fact]
    public void A_target_of_another_form_is_refused_with_its_place()
    {
        var numbers = Write("a.jsonl", """{"text":"x","value":[1]}""");
        var lists = Write("b.jsonl", """{"text":"x","labels":[1]}""");

        Assert.Equal(
            $"{numbers}, line 1: 'value' is not a number, but Array.",
            Assert.Throws<DataException>(() => TextFiles.Read(numbers, RegressionTask.Kind)).Message);
        Assert.Equal(
            $"{lists}, line 1: 'labels' is not a string or a list of strings, but Array.",
            Assert.Throws<DataException>(() => TextFiles.Read(lists, MultiLabelTask.Kind)).Message);
        Assert.Contains(
            "'label' is missing", Assert.Throws<DataException>(() => TextFiles.Read(numbers)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(folder.PathOf(name), content);
        return folder.PathOf(name);
    }
}
