using System.Text.Json;

namespace AdapterKit.Interchange.Tests;

/// <summary>The folders that the libraries themselves saved.</summary>
internal static class Folders
{
    /// <summary>A folder of AdapterHub, for example <c>Hub("bert_pfeiffer", "a")</c>.</summary>
    public static string Hub(params string[] parts) => PathOf(["hub", .. parts]);

    /// <summary>A file or folder of PEFT.</summary>
    public static string Peft(params string[] parts) => PathOf(["peft", .. parts]);

    /// <summary>The backbone of a case of AdapterHub, from its own weights.</summary>
    public static PretrainedBackbone LoadHubBackbone(string architecture)
    {
        using var weights = OpenHubCheckpoint(architecture);
        var config = ConfigReader.Parse(
            "config.json", Goldens.Facts($"{architecture}_base").GetProperty("model_config").GetRawText());
        return Load(architecture, weights, config);
    }

    public static CheckpointSource OpenHubCheckpoint(string architecture) =>
        SafetensorsCheckpoint.Open(Goldens.PathOf($"{architecture}_weights.safetensors"));

    /// <summary>The BERT of the cases of PEFT.</summary>
    public static BertModel LoadPeftBackbone()
    {
        using var weights = OpenPeftCheckpoint();
        return PretrainedBackbone.Load<BertModel>(
            weights, ConfigReader.Open(Peft("bert_config.json")), new PretrainedIdentity("bert", "golden"));
    }

    public static CheckpointSource OpenPeftCheckpoint() => SafetensorsCheckpoint.Open(Peft("bert_weights.safetensors"));

    /// <summary>The model of a case of PEFT, such as <c>llama</c> for <c>llama_lora_default</c>.</summary>
    public static PretrainedBackbone LoadPeftBackbone(string name)
    {
        var architecture = new[] { "llama_b", "llama_cls", "llama", "gpt2_cls", "gpt2" }.First(
            known => name.StartsWith(known + '_', StringComparison.Ordinal));
        using var weights = SafetensorsCheckpoint.Open(Peft($"{architecture}_weights.safetensors"));
        return Load(architecture, weights, ConfigReader.Open(Peft($"{architecture}_config.json")));
    }

    public static JsonElement ReadJson(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>The inputs of a case.</summary>
    public static TokenBatch ReadBatch(SafetensorsFile golden, int padId)
    {
        using var scope = NewDisposeScope();
        var (ids, mask) = (golden.Read("in/input_ids"), golden.Read("in/attention_mask"));
        return TokenBatch.Pad(
            [.. Enumerable.Range(0, (int)ids.size(0)).Select(
                row => ids[row][mask[row].to_type(ScalarType.Bool)].data<long>().Select(id => (int)id).ToArray())],
            padId);
    }

    /// <summary>The inputs of a case, with those of its decoder if it has one.</summary>
    public static TokenBatch ReadBatchWithTarget(SafetensorsFile golden, int padId)
    {
        var texts = ReadBatch(golden, padId);
        if (!golden.Contains("in/decoder_input_ids"))
            return texts;

        using var scope = NewDisposeScope();
        var ids = golden.Read("in/decoder_input_ids");
        using (texts)
        using (var target = TokenBatch.Pad(
            [.. Enumerable.Range(0, (int)ids.size(0)).Select(row => ids[row].data<long>().Select(id => (int)id).ToArray())], padId))
            return texts.WithTarget(target);
    }

    /// <summary>Compares numbers, with a tolerance of 1e-5 relative to the largest of them.</summary>
    public static void AssertRelative(Tensor actual, Tensor expected, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var size = Math.Max(1, expected.abs().max().ToDouble());
        var distance = (actual - expected).abs().max().ToDouble();
        Assert.True(distance <= 1e-5 * size, $"{what} differs by {distance:g3} where numbers reach {size:g3}.");
    }

    /// <summary>Compares hidden states of real tokens; rows may repeat the batch.</summary>
    public static void AssertHidden(Tensor actual, Tensor expected, Tensor mask, string what)
    {
        using var scope = NewDisposeScope();
        var real = mask.to_type(ScalarType.Bool).repeat(expected.size(0) / mask.size(0), 1);
        AssertClose(actual[real], expected[real], what);
    }

    public static void AssertClose(Tensor actual, Tensor expected, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var distance = (actual - expected).abs().max().ToDouble();
        Assert.True(distance <= 1e-5, $"{what} differs by {distance:g3}.");
    }

    private static PretrainedBackbone Load(string architecture, CheckpointSource weights, ConfigReader config)
    {
        var identity = new PretrainedIdentity(architecture, "golden");
        return architecture switch
        {
            "bert" => PretrainedBackbone.Load<BertModel>(weights, config, identity),
            "roberta" => PretrainedBackbone.Load<RobertaModel>(weights, config, identity),
            "vit" => PretrainedBackbone.Load<ViTModel>(weights, config, identity),
            "t5" => PretrainedBackbone.Load<T5Model>(weights, config, identity with { Pooling = Pooling.LastToken }),
            "bart" => PretrainedBackbone.Load<BartModel>(weights, config, identity with { Pooling = Pooling.LastToken }),
            "gpt2" or "gpt2_cls" => PretrainedBackbone.Load<Gpt2Model>(weights, config, identity with { Pooling = Pooling.LastToken }),
            "llama" or "llama_b" or "llama_cls" =>
                PretrainedBackbone.Load<LlamaModel>(weights, config, identity with { Pooling = Pooling.LastToken }),
            _ => PretrainedBackbone.Load<DistilBertModel>(weights, config, identity),
        };
    }

    private static string PathOf(string[] parts) =>
        Repository.PathOf(["tests", "AdapterKit.Interchange.Tests", "Goldens", .. parts]);
}
