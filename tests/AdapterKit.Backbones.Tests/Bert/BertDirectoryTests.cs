using System.Text.Json.Nodes;

namespace AdapterKit.Backbones.Tests;

public sealed class BertDirectoryTests : IDisposable
{
    private static readonly BertConfig Config = new()
    {
        Vocabulary = 8003,
        Hidden = 16,
        Layers = 2,
        Heads = 2,
        Intermediate = 32,
        Positions = 32,
        SegmentTypes = 1,
        Dropout = 0,
    };

    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public async Task A_saved_model_computes_the_same_when_it_is_loaded()
    {
        using var model = Save();
        using var loaded = await BackboneCatalog.OpenAsync(directory.Root, UseLite.Id, new NoSource());
        using var scope = NewDisposeScope();
        using var batch = loaded.Tokenize(["win a prize, click here", "lunch?"], maxTokens: 32);
        model.eval();

        var expected = model.Encoder.Encode(batch);
        Assert.True(expected.equal(loaded.Encode(batch)).all().item<bool>());
        Assert.Equal("tiny", loaded.Id);
        Assert.StartsWith("sha256:", loaded.Hash, StringComparison.Ordinal);
        Assert.All(loaded.parameters(), parameter => Assert.False(parameter.requires_grad));
    }

    [SkippableFact]
    public void The_file_has_all_weights_of_the_head_under_the_keys_of_a_hugging_face_checkpoint()
    {
        using var scope = NewDisposeScope();
        using var model = Save();
        using var batch = TokenBatch.Pad([[8001, 5, 8002, 7], [8001, 9]], 8000);
        model.eval();
        var logits = model.call(batch, tensor(new long[] { 2, 5 }));

        using var file = SafetensorsFile.Open(directory.PathOf("model.safetensors"));
        using var loaded = BertDirectory.Load(directory.Root);
        var hidden = loaded.Encode(batch).flatten(0, 1)[tensor(new long[] { 2, 5 })];
        var dense = nn.functional.linear(hidden, Head("transform.dense.weight"), Head("transform.dense.bias"));
        var normed = nn.functional.layer_norm(
            nn.functional.gelu(dense), [Config.Hidden], Head("transform.LayerNorm.weight"), Head("transform.LayerNorm.bias"), 1e-12);
        var expected = normed.matmul(file.Read("bert.embeddings.word_embeddings.weight").t()) + Head("bias");
        Assert.Equal([2, 8003], logits.shape);
        Assert.True(expected.allclose(logits, 1e-4, 1e-5));
        Assert.Contains("bert.encoder.layer.1.attention.self.query.weight", file.Keys);

        Tensor Head(string name) => file.Read($"cls.predictions.{name}");
    }

    [SkippableFact]
    public void Its_texts_start_with_the_class_token_and_are_pooled_by_the_mean_of_real_tokens()
    {
        using var scope = NewDisposeScope();
        using var saved = Save();
        using var loaded = BertDirectory.Load(directory.Root);
        using var batch = loaded.Tokenize(["hi", "a rather longer text than the other"], maxTokens: 32);
        var hidden = loaded.Encode(batch);

        var tokens = loaded.Tokenizer.Tokenize("hi");
        Assert.Equal(8001, tokens[0]);
        Assert.True(loaded.Pool(hidden, batch)[0].allclose(hidden[0, ..tokens.Length].mean([0]), 1e-5, 1e-6));
    }

    [SkippableFact]
    public void The_catalog_loads_it_by_its_own_id_and_no_other()
    {
        using var saved = Save();
        using var loaded = BackboneCatalog.Load("tiny", directory.Root);
        var error = Assert.Throws<BackboneException>(() => BackboneCatalog.Load(UseLite.Id, directory.Root));
        Assert.Contains("\"tiny\"", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("model.safetensors")]
    [InlineData("vocab.json")]
    public void An_altered_file_is_refused_by_name(string file)
    {
        using var saved = Save();
        var path = directory.PathOf(file);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Contains(path, Refusal(), StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains($"'{file}' is not beside it", Refusal(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("format", "7", "'format'")]
    [InlineData("surprise", "1", "surprise")]
    [InlineData("id", "null", "backbone.json")]
    [InlineData("config.hidden", "32", "do not fit")]
    [InlineData("config.heads", "3", "do not fit")]
    [InlineData("config.layers", "-1", "do not fit")]
    [InlineData("config.vocabulary", "9000", "config.vocabulary")]
    [InlineData("weights.file", "\"../model.safetensors\"", "not beside it")]
    public void A_manifest_that_was_tampered_with_is_refused(string key, string value, string said)
    {
        using var saved = Save();
        var path = directory.PathOf(BertDirectory.ManifestFile);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        var parent = key.Split('.') is [var first, _] ? manifest[first]! : manifest;
        parent[key.Split('.')[^1]] = JsonNode.Parse(value);
        File.WriteAllText(path, manifest.ToJsonString());

        Assert.Contains(said, Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<BackboneException>(() => BertDirectory.Load(directory.Root)).Message;

    private BertMaskedLanguageModel Save()
    {
        var vocabulary = PublishedModel.VocabularyFile;
        manual_seed(3);
        var model = new BertMaskedLanguageModel(Config);
        BertDirectory.Save(directory.Root, "tiny", model, Config, Pooling.Mean, vocabulary);
        return model;
    }
}
