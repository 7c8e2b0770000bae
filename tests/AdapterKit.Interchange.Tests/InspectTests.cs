namespace AdapterKit.Interchange.Tests;

/// <summary>What is said of a folder before it is imported.</summary>
public sealed class InspectTests
{
    [Theory]
    [InlineData("gpt2_lora_wpe", "embeddings", "lora-embedding", "positions, r 4, s 4", 1)]
    [InlineData("gpt2_lora_wpe", "attention.qkv", "lora", "r 4, s 4", 3)]
    [InlineData("gpt2_prompt", "embeddings", "prompt", "length 4, among the words", 1)]
    [InlineData("llama_lora_embed", "embeddings", "lora-embedding", "words, r 4, s 4", 1)]
    public void Places_of_PEFT_have_their_settings(string name, string point, string variant, string settings, int layers)
    {
        using var backbone = Folders.LoadPeftBackbone(name);

        var report = AdapterFolder.Inspect(Folders.Peft(name), backbone);

        Assert.Contains(new PlaceCoverage(point, variant, settings, layers, layers), report.Places);
    }

    [Theory]
    [InlineData("bert_pfeiffer_inv", "embeddings", "invertible", "relu", 1)]
    [InlineData("bert_prefix_tuning", "attention.memory", "computed-prefix", "length 5, computed by 24 units", 4)]
    public void Places_of_AdapterHub_have_their_settings(string name, string point, string variant, string settings, int layers)
    {
        using var backbone = Folders.LoadHubBackbone(name.Split('_')[0]);

        var report = AdapterFolder.Inspect(Folders.Hub(name, "a"), backbone);

        Assert.Contains(new PlaceCoverage(point, variant, settings, layers, layers), report.Places);
    }
}
