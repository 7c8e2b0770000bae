using AdapterKit.Testing;
using Xunit.Abstractions;

namespace AdapterKit.Corpora.Tests;

public sealed class SpamAssassinCorpusTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Most_messages_are_cleaned_to_the_very_text_of_the_reference()
    {
        Needs.Npm();
        var share = (await SpamAssassinCorpus.OpenAsync()).ComputeReferenceAgreement();
        output.WriteLine($"{share:P1}");
        Assert.True(share >= 0.9, $"{share:P1}");
    }

    [SkippableFact]
    public async Task Nothing_that_is_tested_on_is_among_the_texts_to_pretrain_on()
    {
        Needs.Npm();
        var corpus = await SpamAssassinCorpus.OpenAsync();
        var texts = corpus.CreateTextCorpus();
        var tested = SpamAssassinCorpus.Tasks
            .SelectMany(task => corpus.CreateDataSet(task).Test)
            .Select(example => example.Text)
            .ToHashSet();

        Assert.NotEmpty(tested);
        Assert.True(texts.Train.Count > 3000, $"{texts.Train.Count}");
        Assert.DoesNotContain(texts.Train, tested.Contains);
        Assert.DoesNotContain(texts.Validation, tested.Contains);
        Assert.Empty(texts.Train.Intersect(texts.Validation));
    }

    [SkippableFact]
    public async Task An_unknown_task_is_refused_with_the_known_ones()
    {
        Needs.Npm();
        var corpus = await SpamAssassinCorpus.OpenAsync();
        var error = Assert.Throws<ArgumentException>(() => corpus.CreateDataSet("weather"));
        Assert.Contains("weather", error.Message, StringComparison.Ordinal);
        Assert.Contains("feed-source", error.Message, StringComparison.Ordinal);
    }
}
