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
}
