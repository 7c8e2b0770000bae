using Xunit.Abstractions;

namespace AdapterKit.Training.Tests;

public sealed class SpamAssassinCorpusTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Most_messages_are_cleaned_to_the_very_text_of_the_reference()
    {
        Needs.Npm();
        var share = SpamAssassinCorpus.Open().ShareOfKnownTexts();
        output.WriteLine($"{share:P1}");
        Assert.True(share >= 0.9, $"{share:P1}");
    }

    [SkippableFact]
    public void Nothing_that_is_tested_on_is_among_the_texts_to_pretrain_on()
    {
        Needs.Npm();
        var corpus = SpamAssassinCorpus.Open();
        var texts = corpus.Unlabelled();
        var tested = SpamAssassinCorpus.Tasks.SelectMany(task => corpus.Of(task).Test).Select(example => example.Text).ToHashSet();

        Assert.NotEmpty(tested);
        Assert.True(texts.Train.Count > 3000, $"{texts.Train.Count}");
        Assert.DoesNotContain(texts.Train, tested.Contains);
        Assert.DoesNotContain(texts.Validation, tested.Contains);
        Assert.Empty(texts.Train.Intersect(texts.Validation));
    }
}
